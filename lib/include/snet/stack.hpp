#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "snet/address_label.hpp"
#include "snet/error.hpp"
#include "snet/family.hpp"
#include "snet/function_ref.hpp"
#include "snet/interface.hpp"
#include "snet/neighbor.hpp"
#include "snet/query.hpp"
#include "snet/route.hpp"
#include "snet/rule.hpp"
#include "snet/stack_file.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// A set of network tables: the operating system's own, read afresh by every call, without the rows that a stack's file
/// hides and with those that it adds; or the file's alone.
///
/// Reading needs no privileges except another network namespace (CAP_SYS_ADMIN). A Stack is used by one thread at a
/// time, and one of another namespace by threads of the namespace that it was opened in. While a long table is read
/// row by row, a thread of the library's own receives ahead; it runs no code of the caller's and takes no signals.
class Stack {
  public:
    /// The tables of this process's network namespace, or of `netns`: a name of `ip netns`, a process id, or a path.
    static Result<Stack> open(const std::optional<std::string>& netns = std::nullopt);

    /// Those of `file`, over the tables above if its base is the operating system.
    static Result<Stack> open(StackFile file, const std::optional<std::string>& netns = std::nullopt);

    Stack(Stack&&) noexcept;
    Stack& operator=(Stack&&) noexcept;
    ~Stack();

    /// All interfaces by ascending index, each with its addresses.
    Result<std::vector<Interface>> interfaces(const InterfaceQuery& query = {}) const;

    /// The interface that `subject` names: its name, else an alternative name, else an index. `not_found` if there is
    /// none; `invalid` for `NAME@LINK`, with a hint.
    Result<Interface> interface(std::string_view subject, const InterfaceQuery& query = {}) const;

    /// The same, else all interfaces that have `subject` as their MAC or as an IP address, by ascending index. One at
    /// least, or an error.
    Result<std::vector<Interface>> interfaces_with(std::string_view subject, const InterfaceQuery& query = {}) const;

    /// Calls back for every route in the kernel's order. The route is valid during the call only.
    Result<void> each_route(const RouteQuery& query, FunctionRef<Next(const Route&)> row) const;

    Result<std::vector<Route>> routes(const RouteQuery& query = {}) const;

    /// The default route that look-up would take: type unicast with a living next hop and the lowest metric; none if
    /// there is none or a refusing one comes before it.
    Result<std::optional<Route>> default_route(Family family) const;

    /// The interface that commands mean when none is named: the one that the stack's file names, that of the IPv4
    /// default route, of the IPv6 one, the first that is up with an address and not loopback, else loopback.
    Result<std::optional<Interface>> default_interface(const InterfaceQuery& query = {}) const;

    Result<std::vector<NexthopObject>> nexthop_objects() const;
    Result<std::vector<Rule>> rules(std::optional<Family> family = std::nullopt) const;

    /// IPv6's policy table.
    Result<std::vector<AddressLabel>> address_labels() const;

    /// Calls back for every neighbor in the kernel's order. The neighbor is valid during the call only.
    Result<void> each_neighbor(const NeighborQuery& query, FunctionRef<Next(const Neighbor&)> row) const;

    StackBase base() const;

    /// The nameservers, search lists, resolver options and extcap directories of the stack's file.
    std::vector<Record> other_records() const;

    /// Things worth telling a person that did not make an answer wrong: a table that changed while it was read.
    const std::vector<std::string>& warnings() const;

  private:
    friend class LearnedNeighbors;
    friend class NeighborResolver;
    friend class SourceAddresses;
    friend struct Answer;
    friend struct LookupTables;
    friend class StackRecords;
    struct [[gnu::visibility("hidden")]] Tables;
    explicit Stack(std::unique_ptr<Tables> tables);
    std::unique_ptr<Tables> tables_;
};

/// The source address that the kernel would choose for packets on each route, without asking it.
///
/// IPv4: the first primary address of the device whose subnet holds the gateway, else the first primary address of a
/// scope that is wide enough, of this device or another. IPv6: RFC 6724 in the kernel's reading, for packets to the
/// first address of the prefix; those of the default route go to 2000::, the first of the global addresses.
class SourceAddresses {
  public:
    static Result<SourceAddresses> read(const Stack& stack);

    SourceAddresses(SourceAddresses&&) noexcept;
    SourceAddresses& operator=(SourceAddresses&&) noexcept;
    ~SourceAddresses();

    /// None for a refusing route and where no address fits.
    std::optional<IpAddress> source(const Route& route) const;

  private:
    struct [[gnu::visibility("hidden")]] Choice;
    explicit SourceAddresses(std::unique_ptr<Choice> choice);
    std::unique_ptr<Choice> choice_;
};

}  // namespace snet
#pragma GCC visibility pop
