#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "snet/names.hpp"
#include "snet/origin.hpp"
#include "snet/prefix.hpp"
#include "snet/value.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// What happens to a packet that the route matches: RTN_* of linux/rtnetlink.h, by value.
enum class RouteType : std::uint8_t {
    unspecified = 0,
    unicast = 1,
    local = 2,
    broadcast = 3,
    anycast = 4,
    multicast = 5,
    blackhole = 6,
    unreachable = 7,
    prohibit = 8,
    throw_ = 9,
    nat = 10,
};

std::string to_string(RouteType type);  ///< iproute2's word: "throw"
std::optional<RouteType> parse_route_type(std::string_view word);

/// Tables, scopes and protocols that the kernel itself knows (linux/rtnetlink.h).
inline constexpr std::uint32_t table_default = 253;
inline constexpr std::uint32_t table_main = 254;
inline constexpr std::uint32_t table_local = 255;
inline constexpr std::uint8_t scope_universe = 0;
inline constexpr std::uint8_t scope_site = 200;
inline constexpr std::uint8_t scope_link = 253;
inline constexpr std::uint8_t scope_host = 254;
inline constexpr std::uint8_t scope_nowhere = 255;
inline constexpr std::uint8_t protocol_unspecified = 0;
inline constexpr std::uint8_t protocol_kernel = 2;
inline constexpr std::uint8_t protocol_boot = 3;  ///< by hand

/// A tunnel or label that a next hop puts around the packet (RTA_ENCAP).
struct Encapsulation {
    std::string type;  ///< "mpls", "ip", "ip6", "seg6", "bpf", "seg6local", "rpl", "ioam6", "xfrm"
    Fields fields;     ///< as `ip -j` names them, routing tables by number

    bool operator==(const Encapsulation&) const = default;
};

/// One way out of a route.
struct NextHop {
    std::optional<IpAddress> gateway;     ///< none: on-link. Its family may differ from the route's (`via inet6`)
    std::string device;                   ///< empty if the route names none
    std::uint16_t weight = 1;             ///< of a multipath hop, 1 to 256
    std::uint32_t flags = 0;              ///< RTNH_F_*: dead, onlink, linkdown, ...
    std::optional<std::uint32_t> realms;  ///< of a multipath hop, from << 16 | to; else the route has them
    std::shared_ptr<const Encapsulation> encapsulation;

    bool operator==(const NextHop&) const;
};

/// One setting of a route's metrics (RTAX_*): the number as the kernel keeps it.
struct RouteMetric {
    std::uint16_t id = 0;  ///< RTAX_MTU, RTAX_WINDOW, ...; RTAX_CC_ALGO has `text`
    std::uint32_t value = 0;
    std::string text;
    bool operator==(const RouteMetric&) const = default;
};

/// An IPv4 or IPv6 route (RTM_NEWROUTE of linux/rtnetlink.h).
struct Route {
    RouteType type = RouteType::unicast;
    Prefix destination;          ///< its family is the route's
    std::optional<Prefix> from;  ///< IPv6: only for packets from there
    std::uint8_t tos = 0;
    std::uint32_t table = table_main;
    std::uint8_t protocol = 3;            ///< RTPROT_*: who added it; 3 is boot
    std::uint8_t scope = scope_universe;  ///< RT_SCOPE_*; IPv6 routes all have universe
    std::optional<IpAddress> prefsrc;
    std::optional<std::uint32_t> metric;  ///< RTA_PRIORITY, lowest first
    std::optional<std::uint32_t> realms;  ///< from << 16 | to; of a multipath route each hop has its own
    std::uint32_t flags = 0;              ///< RTM_F_* and RTNH_F_* of the whole route; a single hop has the latter too
    std::vector<RouteMetric> metrics;     ///< by ascending id, as the kernel gives them
    std::uint32_t locked_metrics = 0;     ///< a bit for each RTAX_* that is locked, even at 0 and so not in `metrics`
    std::optional<std::uint32_t> nexthop_id;  ///< the next-hop object that it uses
    std::vector<NextHop> next_hops;           ///< none for blackhole and the like; one; or several: multipath
    bool group_of_one = false;                ///< IPv6: the only next hop is that of a group, and the route multipath
    std::optional<std::uint8_t> preference;   ///< IPv6, RFC 4191: 0 medium, 1 high, 3 low
    std::optional<std::uint32_t> expires;     ///< IPv6: seconds left
    std::optional<std::int32_t> error;        ///< IPv6: errno of a refusing route, negative as in the kernel
    Origin origin = Origin::os;

    Family family() const { return destination.family(); }
    bool is_multipath() const { return next_hops.size() > 1 || group_of_one; }
    bool is_default() const { return destination.is_all(); }

    /// The way out that a packet takes: the first next hop that is neither dead nor, where `linkdown_is_dead`, without
    /// carrier. None for a refusing route and for one whose hops are all dead.
    const NextHop* living_next_hop(bool linkdown_is_dead = false) const;

    /// Reads what `ip -o route` prints (and `ip route add` takes): TYPE PREFIX via A dev D ..., next hops joined by
    /// `nexthop`, with or without the backslashes of `-o`. `family` decides what the text leaves open ("default").
    static Result<Route> parse(std::string_view text, Family family, const Names& names);

    /// As `ip -o -N? route show table all` prints it: `table` only where it is not main. Reads back equal.
    std::string to_string(const Names& names) const;

    bool operator==(const Route&) const = default;
};

/// The words that iproute2 has for a route's or a next hop's flags (RTNH_F_*, RTM_F_*), in its order: {"onlink",
/// "linkdown"}. Flags without a word are left out.
std::vector<std::string> route_flag_names(std::uint32_t flags);

/// The route's metrics as `ip -j route` prints the one object of `metrics`: numbers by name (rtt, rttvar and rto_min in
/// milliseconds), the text `congestion`, `ecn` true. Beside them our own `lock`: the names of those that are locked.
/// Empty if it has none.
Fields route_metric_fields(const Route& route);

/// What `ip -j route` prints of an encapsulation after its type: its fields, routing tables by name.
Fields encapsulation_fields(const Encapsulation& encapsulation, const Names& names);

/// What `ip -j route` prints as `flow`, of `realms` (from << 16 | to): {from, to}, or {to} alone.
Fields route_realm_fields(std::uint32_t realms, const Names& names);

/// "1/2", or "2" without a source realm, as iproute2 prints realms.
std::string realms_text(std::uint32_t realms, const Names& names);

/// RFC 4191's preferences as iproute2 names them: "low", "medium", "high", else the number.
std::string route_preference_name(std::uint8_t preference);

/// The next-hop objects of `ip nexthop` (RTM_NEWNEXTHOP of linux/nexthop.h).
struct NexthopObject {
    struct Member {
        std::uint32_t id = 0;
        std::uint16_t weight = 1;
        bool operator==(const Member&) const = default;
    };

    /// Of a group that moves its flows as little as it can (NHA_RES_GROUP). Times are in hundredths of a second.
    struct Resilience {
        std::uint16_t buckets = 0;
        std::uint32_t idle_timer = 0;
        std::uint32_t unbalanced_timer = 0;
        std::uint64_t unbalanced_time = 0;
        bool operator==(const Resilience&) const = default;
    };

    std::uint32_t id = 0;
    NextHop hop;                ///< of a single next hop
    std::vector<Member> group;  ///< of a group; then `hop` has no more than flags
    std::optional<Resilience> resilience;
    bool blackhole = false;
    bool fdb = false;
    std::uint8_t scope = scope_universe;
    std::uint8_t protocol = 0;
    Origin origin = Origin::os;

    /// Reads what `ip nexthop` prints (and `ip nexthop add` takes): `id 20 via A dev D`, `id 30 group 20/21,2`,
    /// `id 22 blackhole`.
    static Result<NexthopObject> parse(std::string_view text, const Names& names);
    std::string to_string(const Names& names) const;  ///< as `ip nexthop` prints it

    bool operator==(const NexthopObject&) const = default;
};

/// What `ip -d -j nexthop` prints of the object, and `ip -d -j route` as `nh_info` of a route that uses it.
Fields nexthop_object_fields(const NexthopObject& object, const Names& names);

}  // namespace snet
#pragma GCC visibility pop
