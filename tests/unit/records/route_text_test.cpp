#include <doctest/doctest.h>

#include "snet/route.hpp"

using namespace snet;

namespace {

// Recorded from `ip -o route show table all` of iproute2 6.1 on Linux 6.18, blanks at the end cut off.
constexpr const char* recorded[] = {
    "10.0.0.0/24 dev v0 proto kernel scope link src 10.0.0.1 linkdown",
    "10.1.0.0/16 via 10.0.0.2 dev v0 linkdown realms 5/6 mtu lock 1400 rtt 10ms rttvar 20ms hoplimit 64 initcwnd 10 "
    "features ecn rto_min lock 1.5s quickack 1 congctl cubic fastopen_no_cookie 1",
    "10.2.0.0/16 via 10.0.0.2 dev v0 linkdown realm 5 mtu lock 0 window 3 rtt 2.5s rttvar 0ms ssthresh 4 "
    "features ecn initrwnd 5 congctl lock reno",
    "10.3.0.0/16 linkdown \\\tnexthop via 10.0.0.2 dev v0 weight 2 linkdown \\\tnexthop via inet6 2001:db8:1::2 dev v0 "
    "weight 3 onlink linkdown",
    "unreachable 10.4.0.0/16",
    "blackhole 10.4.1.0/24 realm 5",
    "throw 10.4.2.0/24 metric 9 realms 3/4 mtu lock 1300",
    "10.4.3.0/24 \\\tnexthop via 10.0.0.2 realms 5/6 dev v0 weight 1 \\\tnexthop via 10.0.0.3 dev v0 weight 1",
    "10.6.0.0/16  encap ip id 5 src 0.0.0.0 dst 1.2.3.4 ttl 0 tos 0 via 10.0.0.2 dev v0",
    "10.6.1.0/24  encap ip6 id 5 src :: dst 2001::1 hoplimit 0 tc 0 key csum via 10.0.0.2 dev v0 linkdown",
    "10.9.0.0/16 tos 0x04 dev v0",
    "blackhole 10.11.0.0/16 nhid 40 dev lo",
    "local 127.0.0.0/8 dev lo table local proto kernel scope host src 127.0.0.1",
    "unreachable 2001:db8:5::/48 dev lo metric 1024 pref medium",
    "2001:db8:9::/48 via fe80::1 dev v0 metric 1024 linkdown expires 99sec pref high",
    "2001:db8:b::/48  encap seg6 mode encap segs 2 [ 2001::1 2001::2 ] dev v0 metric 1024 pref medium",
    "2001:db8:c::/48  encap seg6 mode inline segs 3 [ 2001::1 2001::2 :: ] hmac 1F dev v0 metric 1024 pref medium",
    "2001:db8:d::/48  encap seg6local action End.DT6 table 100 dev v0 metric 1024 pref medium",
    "2001:db8:e::/48 nhid 61 metric 1024 pref medium\\\tnexthop via 2001:db8:1::2 dev v0 weight 1",
    "default metric 1024 pref medium\\\tnexthop via 2001:db8:1::2 dev v0 weight 1 \\\tnexthop via fe80::1 dev v0 "
    "weight 5",
};

struct Bad {
    const char* text;
    const char* message;
};

constexpr Bad bad_lines[] = {
    {"", "column 1: end of line: expected a destination"},
    {"10.0.0.0/8 via", "column 15: end of line: expected a gateway"},
    {"10.0.0.0/8 via 10.0.0.1 dve eth0", "column 25: dve: expected a word of a route"},
    {"10.0.0.0/8 metric x", "column 19: x: expected a metric"},
    {"10.0.0.0/8 metric 1 priority 2", "column 21: priority: given twice"},
    {"10.0.0.0/8 mtu 1 mtu 2", "column 18: mtu: given twice"},
    {"10.0.0.0/8 weight 2", "column 12: weight: only a hop after nexthop has one"},
    {"10.0.0.0/8 nexthop dev a weight 257", "column 33: 257: expected a weight of 1 to 256"},
    {"10.0.0.0/8 dev a nexthop dev b", "column 18: nexthop: the route has a way out before it"},
    {"10.0.0.0/8 via fe80::1", "column 16: fe80::1: expected an IPv4 address, as the route's other addresses are"},
    {"10.0.0.0/8 rtt 10h", "column 16: 10h: expected a time such as 10ms or 1.5s"},
    {"10.0.0.0/8 pref high", "column 12: pref: only IPv6 routes have it"},
    {"10.0.0.0/8 dev a dev b", "column 18: dev: given twice"},
    {"10.0.0.0/8 dev a/b", "column 16: a/b: expected the name of an interface"},
    {"10.0.0.0/8 dev a:b", "column 16: a:b: expected the name of an interface"},
    {"10.0.0.0/8 oif ..", "column 16: ..: expected the name of an interface"},
    {"10.0.0.0/8 nexthop dev a dev b", "column 26: dev: given twice"},
    {"10.0.0.0/8 nexthop dev .", "column 24: .: expected the name of an interface"},
    {"10.0.0.0/8 nexthop dev a metric 5", "column 26: metric: expected a word of a next hop or nexthop"},
    {"nexthop dev a 10.0.0.0/8", "column 15: 10.0.0.0/8: expected a word of a next hop or nexthop"},
    {"nexthop dev a", "column 14: end of line: expected a destination"},
};

}  // namespace

TEST_CASE("recorded routes are printed as they were") {
    const Names names;
    for (const char* line : recorded) {
        CAPTURE(line);
        const auto route =
            Route::parse(line, std::string_view(line).contains("pref ") ? Family::ipv6 : Family::ipv4, names);
        REQUIRE(route);
        CHECK(route->to_string(names) == line);
        CHECK(Route::parse(route->to_string(names), Family::ipv4, names) == *route);
    }
}

TEST_CASE("a bad route is refused by word and column") {
    const Names names;
    for (const Bad& bad : bad_lines) {
        CAPTURE(bad.text);
        const auto route = Route::parse(bad.text, Family::ipv4, names);
        REQUIRE_FALSE(route);
        CHECK(route.error().message == bad.message);
    }
}

TEST_CASE("the words of a single next hop are the route's") {
    const Names names;
    const auto plain = Route::parse("default via 10.0.0.1 dev a onlink", Family::ipv4, names);
    const auto hop = Route::parse("default nexthop via 10.0.0.1 dev a weight 7 onlink", Family::ipv4, names);
    const auto plain_realms = Route::parse("default via 10.0.0.1 dev a realms 5/6", Family::ipv4, names);
    const auto hop_realms = Route::parse("default nexthop via 10.0.0.1 dev a realms 5/6", Family::ipv4, names);
    REQUIRE(plain);
    REQUIRE(hop);
    CHECK(*hop == *plain);
    REQUIRE(plain_realms);
    REQUIRE(hop_realms);
    CHECK(plain_realms->realms == (5U << 16 | 6U));
    CHECK(*hop_realms == *plain_realms);
}

TEST_CASE("a dead next hop is passed over") {
    const Names names;
    const auto route =
        Route::parse("default nexthop dev a dead nexthop dev b linkdown nexthop dev c", Family::ipv4, names);
    REQUIRE(route);
    CHECK(route->living_next_hop()->device == "b");
    CHECK(route->living_next_hop(true)->device == "c");
    CHECK(Route::parse("blackhole default dev lo", Family::ipv6, names)->living_next_hop() == nullptr);
}
