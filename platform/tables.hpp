#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "snet/address_label.hpp"
#include "snet/error.hpp"
#include "snet/flow.hpp"
#include "snet/function_ref.hpp"
#include "snet/interface.hpp"
#include "snet/neighbor.hpp"
#include "snet/query.hpp"
#include "snet/route.hpp"
#include "snet/rule.hpp"

/// Where the operating system's tables come from. A platform is a folder beside this file whose `tables.cpp` implements
/// this class; Meson picks one. What it cannot tell is `ErrorKind::unsupported`.
namespace snet::platform {

/// The settings of an interface that look-up reads: net.ipv4.conf.DEVICE.KEY and net.ipv6.conf.DEVICE.KEY.
struct InterfaceSettings {
    struct Setting {
        Family family;
        std::string_view key;
        int value;
    };
    std::string device;
    std::vector<Setting> settings;  ///< those that the kernel has
};

/// The tables of one network namespace, each read afresh by every call. Rows come in the OS's own order.
class Tables {
  public:
    /// Of this process's namespace, or of a named one: a name of `ip netns`, a process id, or a path, tried in this
    /// order.
    static Result<Tables> open(const std::optional<std::string>& netns);

    Tables(Tables&&) noexcept;
    Tables& operator=(Tables&&) noexcept;
    ~Tables();

    /// Interfaces without their addresses, `link` and `master` named. `query.addresses` is ignored.
    Result<std::vector<Interface>> links(const InterfaceQuery& query);

    /// One interface, asked for by name or alternative name, or by index; `not_found`.
    Result<Interface> link(std::string_view name, const InterfaceQuery& query);
    Result<Interface> link(std::uint32_t index, const InterfaceQuery& query);

    /// All addresses, or those of the interface with an index; none if it is gone.
    Result<std::vector<InterfaceAddress>> addresses(std::optional<std::uint32_t> index = std::nullopt);

    /// Streams: the row is reused, so that a million routes need the memory of one.
    Result<void> routes(const RouteQuery& query, FunctionRef<Next(const Route&)> row);
    Result<void> neighbors(const NeighborQuery& query, FunctionRef<Next(const Neighbor&)> row);

    /// How the kernel would send a packet on: a route to its destination alone. None if it would not.
    Result<std::optional<Route>> route_of(const Flow& flow);

    /// The route that tells it so, as `routes` has it. None if it would not, or cannot tell which.
    Result<std::optional<Route>> route_for(const Flow& flow);

    Result<std::vector<NexthopObject>> nexthop_objects();
    Result<std::vector<Rule>> rules(Family family);
    Result<std::vector<AddressLabel>> address_labels();

    /// A setting by its dotted name, `net.ipv4.ip_forward`, in this namespace; none if the kernel has no such setting.
    /// A dot inside an interface's name is written as `/`, as sysctl(8) does.
    Result<std::optional<std::string>> sysctl(std::string_view name);

    /// Those of all interfaces in one answer, where `sysctl` opens a file for each.
    Result<std::vector<InterfaceSettings>> interface_settings();

    /// What tells this network namespace from all others that the machine has or had; that of the time since it was
    /// started stands before the first `-`. None if the OS does not tell.
    std::optional<std::string> identity();

    /// Sends a datagram to the discard port of a neighbor, so that the OS finds out its link-layer address, if its own
    /// routes lead there. `index` is the interface's of one that is link-local. No privilege is needed. False if it has
    /// no room for one more at this time.
    Result<bool> have_resolved(const IpAddress& neighbor, std::uint32_t index);

    /// See Stack::warnings.
    const std::vector<std::string>& warnings() const;

  private:
    struct Os;
    explicit Tables(std::unique_ptr<Os> os);
    std::unique_ptr<Os> os_;
};

}  // namespace snet::platform
