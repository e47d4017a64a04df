#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lib/stack/current_settings.hpp"
#include "lib/stack/own_rows.hpp"
#include "lib/stack/route_overlay.hpp"
#include "platform/tables.hpp"
#include "snet/stack.hpp"

namespace snet {

/// The effective tables of a stack: the operating system's rows, read afresh by every call, without the hidden ones and
/// with the file's. Without a file the calls go straight to the operating system.
struct Stack::Tables {
    /// No `os`: a frozen stack, which has its file's rows alone. No `own`: nothing is edited.
    Tables(std::optional<platform::Tables> os, std::optional<OwnRows> own) : os_(std::move(os)), own_(std::move(own)) {}

    /// By ascending index, with their addresses if the query wants them.
    Result<std::vector<Interface>> interfaces(const InterfaceQuery& query);

    /// One, by its name or an alternative one, or by index; `not_found`.
    Result<Interface> interface(std::string_view name, const InterfaceQuery& query);
    Result<Interface> interface(std::uint32_t index, const InterfaceQuery& query);

    Result<void> routes(const RouteQuery& query, FunctionRef<Next(const Route&)> row);
    Result<void> neighbors(const NeighborQuery& query, FunctionRef<Next(const Neighbor&)> row);
    Result<std::vector<NexthopObject>> nexthop_objects();
    Result<std::vector<Rule>> rules(Family family);
    Result<std::vector<AddressLabel>> address_labels();

    /// What the operating system answers about a packet; none where the tables that it would ask are not its own, or it
    /// knows no way.
    Result<std::optional<Route>> system_route(const Flow& flow);

    /// Those among which look-up finds its answer to a packet, without a dump: the operating system's own answer and
    /// the file's routes, where nothing else can come between. Else none.
    Result<std::optional<std::vector<Route>>> deciding_routes(const Flow& flow);

    CurrentSettings settings() { return {own_ ? &*own_ : nullptr, os_ ? &*os_ : nullptr}; }

    /// Whether IPv4's tables local and main are one. `rules` are the effective ones, `own_address` is one of table
    /// local.
    Result<bool> is_fib4_merged(const std::vector<Rule>& rules, const std::optional<IpAddress>& own_address);

    /// Whether they are the operating system's as they are.
    bool is_plain() const { return !own_; }

    /// The operating system's own, which a stack that is not frozen has.
    platform::Tables& system() { return *os_; }

    StackBase base() const { return os_ ? StackBase::os : StackBase::none; }

    /// The name of the one that commands mean; empty: found as on any machine.
    std::string default_interface() const { return own_ ? own_->default_interface : ""; }

    /// Records of the file that no table here is made of: nameservers and the like.
    std::vector<Record> others() const { return own_ ? own_->others : std::vector<Record>(); }

    const std::vector<std::string>& warnings() const;

  private:
    using RouteRow = FunctionRef<Next(const Route&)>;

    bool are_system_routes(const Flow& flow) const;
    bool has_hides_before(const Route& winner, const Flow& flow) const;
    Result<void> lay_routes(const RouteQuery& query, FunctionRef<Result<void>(RouteRow)> os, RouteRow row);
    Result<void> or_none(Result<void>&& status, const std::string& device) const;
    Result<std::string> device_name(const std::string& device);
    template <class Subject>
    Result<Interface> os_interface(const Subject& subject, const InterfaceQuery& query);

    std::optional<platform::Tables> os_;
    std::optional<OwnRows> own_;
    std::optional<RouteOrders> orders_;  // once they were needed
};

}  // namespace snet
