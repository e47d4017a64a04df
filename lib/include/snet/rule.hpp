#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "snet/address_with_length.hpp"
#include "snet/names.hpp"
#include "snet/origin.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// What a policy rule does with a packet it matches: FR_ACT_* of linux/fib_rules.h, by value. The kernel takes RTN_* of
/// linux/rtnetlink.h, too, and drops what matches such rules as a blackhole does.
enum class RuleAction : std::uint8_t {
    unspecified = 0,
    table = 1,
    goto_ = 2,
    nop = 3,
    anycast = 4,
    multicast = 5,
    blackhole = 6,
    unreachable = 7,
    prohibit = 8,
    throw_ = 9,
    nat = 10,  ///< of kernels long ago; `ip` shows it as "masquerade"
    xresolve = 11,
};

/// iproute2's word for an action that ends the look-up: "blackhole"; the number of one that has no word.
std::string to_string(RuleAction action);

/// As iproute2 names the protocol of an IP packet: "tcp"; "ipproto-200" if it has no name. Read from the table of
/// well-known names alone, not from /etc/protocols.
std::string ip_protocol_name(std::uint8_t protocol, const Names& names);

/// The reverse: the name of an IP protocol in any case, its decimal number, or "ipproto-200".
std::optional<std::uint8_t> parse_ip_protocol(std::string_view text);

/// An inclusive range of TCP or UDP ports.
struct PortRange {
    std::uint16_t first = 0;
    std::uint16_t last = 0;
    bool operator==(const PortRange&) const = default;
};

/// An inclusive range of user ids.
struct UidRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    bool operator==(const UidRange&) const = default;
};

/// A routing policy rule (RTM_NEWRULE of linux/fib_rules.h). A selector that is absent matches everything.
struct Rule {
    Family family = Family::ipv4;
    std::optional<std::uint32_t> priority;  ///< absent only in text that leaves it to the kernel
    bool inverted = false;                  ///< `not`: applies to what the selectors do not match
    std::optional<AddressWithLength> from;  ///< the kernel keeps and shows host bits, but matches without them
    std::optional<AddressWithLength> to;
    std::uint8_t tos = 0;
    std::uint32_t fwmark = 0;
    std::optional<std::uint32_t> fwmask;  ///< absent: the rule has no mark
    std::string iif;                      ///< empty: any
    bool iif_detached = false;            ///< no such interface now
    std::string oif;
    bool oif_detached = false;
    std::optional<UidRange> uids;
    std::optional<std::uint8_t> ip_protocol;
    std::optional<PortRange> source_ports;
    std::optional<PortRange> destination_ports;
    std::optional<std::uint64_t> tunnel_id;
    bool l3mdev = false;  ///< looks up the table of the flow's VRF
    RuleAction action = RuleAction::table;
    std::uint32_t table = 0;                   ///< of `table`
    std::optional<std::uint32_t> goto_target;  ///< priority of the rule that `goto_` leads to
    bool unresolved = false;                   ///< no such rule now
    std::optional<std::uint32_t> suppress_prefix_length;
    std::optional<std::uint32_t> suppress_group;
    std::optional<std::uint32_t> realms;  ///< from << 16 | to
    std::uint8_t protocol = 0;            ///< RTPROT_*: who added it
    Origin origin = Origin::os;

    /// Reads what `ip rule` prints (`100: from 10.0.0.0/8 lookup main`, a blank or TAB after the colon) and what
    /// `ip rule add` takes (`priority 100 from ...`). `family` decides what the text leaves open. `lookup 0`, for which
    /// the kernel would choose a table, is an error.
    static Result<Rule> parse(std::string_view text, Family family, const Names& names);

    /// As `ip rule` prints it, one blank after the colon. `details` adds the protocol, as `ip -d rule` does: only then
    /// does the text of a rule that the kernel added itself read back equal.
    std::string to_string(const Names& names, bool details = false) const;

    bool operator==(const Rule&) const = default;
};

}  // namespace snet
#pragma GCC visibility pop
