#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "snet/address_label.hpp"
#include "snet/flow.hpp"
#include "snet/interface.hpp"
#include "snet/neighbor.hpp"
#include "snet/route.hpp"
#include "snet/rule.hpp"
#include "snet/stack.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// All that look-up reads, as rows in memory.
struct LookupTables {
    std::vector<Interface> interfaces;  ///< by ascending index
    std::vector<Route> routes;          ///< of both families and all tables; those of one prefix in the kernel's order
    /// Of both families, each by ascending priority. Without one that somebody added IPv6 asks tables local and main.
    std::vector<Rule> rules;
    std::vector<Neighbor> neighbors;
    std::vector<AddressLabel> address_labels;
    /// Settings by their dotted names as sysctl(8) takes them. What is absent is as a new Linux namespace has it.
    std::map<std::string, int, std::less<>> sysctls;
    /// IPv4's tables local and main are one, as Linux keeps them until a rule is touched for the first time.
    bool fib4_merged = true;

    /// The tables of a stack. With `only`, of the routes no more than its look-up may come across are kept: one answer
    /// then needs the memory of one, whatever the size of the table.
    static Result<LookupTables> read(const Stack& stack, const Flow* only = nullptr);

    /// Those for one answer, but not for its reasons: where the operating system can tell which of its routes answers
    /// and the file's edits leave nothing open, no more routes are read, however many there are.
    static Result<LookupTables> read_for_answer(const Stack& stack, const Flow& flow);
};

/// Why there is no way.
enum class Refusal : std::uint8_t {
    none,
    no_route,             ///< nothing matches
    route,                ///< a blackhole, unreachable or prohibit route: the answer's type says which
    rule,                 ///< such a rule
    no_device,            ///< iif or oif names no interface
    device_down,          ///< oif
    foreign_source,       ///< IPv4: `from` is no address of ours
    invalid_source,       ///< IPv4: no packet has this source, or not on this device
    invalid_destination,  ///< IPv4: no packet has this destination, or is forwarded to it
    not_forwarding,       ///< the device that it came in by does not forward
    reverse_path,         ///< IPv4: its sender is not reached through the device that it came in by
};

/// Where a packet goes. Pointers lead into the `Lookup` that answered.
struct Answer {
    RouteType type = RouteType::unspecified;  ///< `unspecified` (printed as "none"): nothing matches, or it is invalid
    Refusal refusal = Refusal::no_route;
    std::optional<IpAddress> gateway;  ///< its family may be the other one; none: on-link
    std::string device;
    std::optional<IpAddress> source;     ///< what the look-up chose; none where the packet brought its own (IPv4)
    std::optional<std::uint32_t> table;  ///< where it was found; main for local of merged tables, as Linux says
    const Route* route = nullptr;        ///< that matched, with all its hops; null where none had a say
    const Rule* rule = nullptr;          ///< that led to the table or refused; null for merged tables

    bool is_found() const { return refusal == Refusal::none; }

    /// What the operating system itself answers about its tables, in a moment however many routes it has: the type, the
    /// way, the source and the table, without the route and the rule that led there. None where rows of the stack's
    /// file may have a say, or the system knows no way: a Lookup tells why.
    static Result<std::optional<Answer>> of_system(const Stack& stack, const Flow& flow);
};

/// What a look-up went past, for people who ask why.
struct Trace {
    /// What keeps a rule from applying: its first selector that does not match; `applies` for one that does.
    enum class RuleFate : std::uint8_t {
        applies,
        from,
        to,
        tos,
        mark,
        iif,
        oif,
        uid,
        ip_protocol,
        source_port,
        destination_port,
        tunnel_id,
        l3mdev,
        inverted,    ///< all selectors match, and the rule says `not`
        no_match,    ///< applies, and its table has no answer
        suppressed,  ///< its answer is too short, or through a device of a suppressed group
        nop,         ///< applies, and says nothing
        jump,        ///< applies, and goes on at another rule
        unresolved,  ///< a jump to a rule that is not there
        too_late,    ///< would have answered, had none before it
    };
    struct RuleStep {
        const Rule* rule = nullptr;
        RuleFate fate = RuleFate::applies;
    };

    /// What keeps a matching route from answering.
    enum class RouteFate : std::uint8_t {
        chosen,
        tos,          ///< it is for other values
        dead,         ///< all its hops are dead, or without carrier where that counts
        device,       ///< no hop leaves by the device asked for
        from,         ///< it is for other sources
        unreachable,  ///< its gateway does not answer (IPv6 hosts), or is not known (IPv4, several default routes)
        metric,       ///< another one of this prefix goes first
        shorter,      ///< a longer prefix answered
        throws,       ///< it sends the look-up to the next rule
    };
    struct RouteStep {
        const Route* route = nullptr;
        RouteFate fate = RouteFate::chosen;
    };

    /// What keeps an address from being the packet's source. Those from `destination` on are of IPv6, in the order in
    /// which they count.
    enum class SourceFate : std::uint8_t {
        chosen,
        secondary,    ///< another one of its subnet goes first
        narrow,       ///< it means nothing as far as the route leads
        gateway,      ///< the subnet of another one holds the gateway
        behind,       ///< it is as good as the chosen one, and comes behind it
        device,       ///< of a device that the packet does not leave by
        unusable,     ///< tentative, or another host's
        destination,  ///< another one is the destination
        scope,        ///< another one's scope is nearer to the destination's
        deprecated,
        label,      ///< another one has the destination's label
        temporary,  ///< is temporary where that is not wanted, or is not where it is
        orchid,
        prefix,  ///< another one shares more bits with the destination
        optimistic,
    };
    struct SourceStep {
        const Interface* interface = nullptr;
        const InterfaceAddress* address = nullptr;
        SourceFate fate = SourceFate::chosen;
    };

    std::vector<RuleStep> rules;    ///< in the order in which they were asked; then those that are `too_late`
    std::vector<RouteStep> routes;  ///< of every table that was asked, longest prefix first
    std::vector<SourceStep>
        sources;  ///< the devices' addresses; empty where the packet or the route brought the source
};

/// Longest-prefix match with rules, types, sources and all: answers as Linux would with the same tables.
///
/// Built once and asked often, from several threads if need be. Small tables are searched as they are; of those with
/// many prefixes a Fib is made. One answer to one question is cheapest from tables read for that flow alone.
class Lookup {
  public:
    explicit Lookup(LookupTables tables);
    Lookup(Lookup&&) noexcept;
    Lookup& operator=(Lookup&&) noexcept;
    ~Lookup();

    /// As `ip route get` would be answered. Of several hops a packet takes always the same one, by a hash of its
    /// destination and of the source that it brings, each as often as its weight says; where it brings its source
    /// (IPv4), the one whose device has it.
    Answer answer(const Flow& flow, Trace* trace = nullptr) const;

    /// Of flows that are asked about next, some tens of them: lets their answers wait for the memory side by side.
    /// Worth it where tables are large; the answers are the same without.
    void prefetch(std::span<const Flow> flows) const;

    static constexpr std::uint32_t unknown_way = 0xffffffff;

    /// Of packets that are made here and tell nothing of themselves but where they go: numbers, small ones, so that of
    /// two with the same number all of the answer is the same but `route` and `rule`. `unknown_way` of those that must
    /// be asked about, as all must be where rules or the size of the tables do not make it worth it.
    void ways(std::span<const IpAddress> destinations, std::span<std::uint32_t> ways) const;

  private:
    struct [[gnu::visibility("hidden")]] Engine;
    std::unique_ptr<const Engine> engine_;
};

}  // namespace snet
#pragma GCC visibility pop
