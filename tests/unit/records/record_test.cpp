#include <doctest/doctest.h>

#include "snet/record.hpp"

using namespace snet;

namespace {

const Names names;

// Each is printed as it was read.
constexpr const char* lines[] = {
    "snet 1",
    "base os",
    "base none",
    "taken 2026-11-23T09:00:00Z",
    "taken 2026-11-23T09:00:00Z host r1",
    "default-interface eth0",
    "fib4 merged",
    "fib4 split",
    "sysctl net.ipv4.conf.eth0.rp_filter 1",
    "sysctl net.ipv6.conf.all.use_tempaddr -1",
    "addrlabel 2001:db8::/32 99",
    "addrlabel ::/0 1 dev eth0",
    "interface lab0",
    ("interface lab0 index 9001 address 02:00:00:00:00:01 mtu 1500 up carrier on flags BROADCAST,MULTICAST type ether "
     "kind vrf vrf-table 10 master br0 altname X altname Y group 7 link eth0"),
    "interface lab0 down carrier off flags none nomaster group default",
    "interface gre1 address 192.0.2.1 broadcast 192.0.2.2 flags POINTOPOINT,NOARP,80000 type gre",
    "interface odd address 01:02:03 type [5000] vrf-table main",
    "address lab0 10.9.0.1/24",
    "address lab0 10.9.0.1/24 peer 10.9.1.1 broadcast 10.9.0.255 anycast 10.9.0.9 scope link secondary metric 5 proto "
    "3 "
    "label lab0:1",
    "address lab0 fe80::1/64",
    "address lab0 2001:db8::1/64 temporary nodad optimistic dadfailed home deprecated tentative dynamic mngtmpaddr "
    "noprefixroute autojoin stable-privacy valid_lft 100sec preferred_lft 0sec",
    "address lab0 127.0.0.1/8",
    "address lab0 127.0.0.1/8 scope global",
    "nexthop id 20 via 10.0.0.1 dev eth0",
    "nexthop id 21 via fe80::1 dev eth0 scope link proto bgp onlink",
    "nexthop id 30 group 20/21,2",
    "nexthop id 31 group 20 type resilient buckets 32 idle_timer 60 unbalanced_timer 300.5 unbalanced_time 0.07",
    "nexthop id 22 blackhole",
    "nexthop id 23 via 10.0.0.2 fdb",
    "nexthop id 24 encap mpls  16/100 via 10.0.0.1 dev eth0 linkdown",
    "route 10.1.0.0/16 via 10.0.0.1 dev eth0 metric 50",
    "route blackhole default table 100",
    "route inet6 default dev eth0 metric 5",
    "route default via fe80::1 dev eth0 pref medium",
    "route inet6 default nhid 30",
    "rule 100: from 10.9.0.0/24 fwmark 0x10/0xff lookup 100",
    "rule inet6 0: from all lookup local",
    "rule 0: from all lookup local proto kernel",
    "neighbor 10.0.0.1 dev eth0 lladdr 54:3f:19:c9:38:6d router PERMANENT",
    "neighbor 10.0.0.2 dev eth0 proxy",
    "nameserver 9.9.9.9",
    "nameserver 10.0.0.53 port 5353 domain corp.example",
    "nameserver fe80::53%eth0",
    "search corp.example lab. .",
    "options ndots:2 timeout:1 attempts:2 rotate",
    "extcap-directory /opt/my  extcap",
    "hide route default via 10.0.0.254 dev wlan0",
    "hide route inet6 default",
    "hide interface docker0",
    "hide address eth0 10.0.0.1",
    "hide rule from all lookup main proto kernel",
    "hide neighbor 10.0.0.1",
    "hide nexthop id 5 dev eth0",
    "hide addrlabel ::/0 1",
    "hide nameserver 9.9.9.9",
};

struct Pair {
    const char* text;
    const char* printed;
};

constexpr Pair other_forms[] = {
    {" route\tinet 10.0.0.0/8 dev eth0 ", "route 10.0.0.0/8 dev eth0"},
    {"route default proto static \\\tnexthop via 10.0.0.1 dev eth0 weight 2\\\tnexthop via 10.0.0.2 dev eth0 weight 1 ",
     "route default proto static \\\tnexthop via 10.0.0.1 dev eth0 weight 2 \\\tnexthop via 10.0.0.2 dev eth0 weight "
     "1"},
    {"rule 0:\tfrom all lookup local", "rule 0: from all lookup local"},
    {"rule inet 5: from all lookup 7", "rule 5: from all lookup 7"},
    {"neighbor inet6 fe80::1 dev eth0 ", "neighbor fe80::1 dev eth0"},
    {"addrlabel prefix 2001:db8::/32 label 0x63 ", "addrlabel 2001:db8::/32 99"},
    {"address lab0 10.0.0.1 peer 10.0.0.2/24", "address lab0 10.0.0.1/24 peer 10.0.0.2"},
    {"address lab0 10.0.0.1 brd 10.0.0.255 scope global valid_lft forever",
     "address lab0 10.0.0.1/32 broadcast 10.0.0.255"},
    {"interface a address 2-0-0-0-0-1", "interface a address 02:00:00:00:00:01"},
    {"nexthop via inet 10.0.0.1 id 0x14 dev eth0 protocol 186", "nexthop id 20 via 10.0.0.1 dev eth0 proto bgp"},
    {"nexthop id 30 group 20,1/21,200 type mpath", "nexthop id 30 group 20/21,200"},
    {"hide  route   10.0.0.0/8\tproto  boot", "hide route 10.0.0.0/8 proto boot"},
};

constexpr Pair bad_lines[] = {
    {"", "column 1: end of line: expected a record such as route, rule, neighbor, interface or address"},
    {"  rout 10.0.0.0/8", "column 3: rout: expected a record such as route, rule, neighbor, interface or address"},
    {"snet", "column 5: end of line: expected the version of the format, 1"},
    {"snet 2", "column 6: 2: a newer format than this snet reads, which is 1"},
    {"snet 0", "column 6: 0: expected the version of the format, 1"},
    {"snet 1 2", "column 8: 2: expected nothing more"},
    {"base windows", "column 6: windows: expected os or none"},
    {"base os none", "column 9: none: expected nothing more"},
    {"taken yesterday", "column 7: yesterday: expected a time such as 2026-11-23T09:00:00Z"},
    {"taken 2026-11-23T09:00:00Z on r1", "column 28: on: expected host NAME, or nothing more"},
    {"default-interface a/b", "column 19: a/b: expected the name of an interface"},
    {"fib4 both", "column 6: both: expected merged or split"},
    {"sysctl kernel.panic 1", "column 8: kernel.panic: expected a setting net.ipv4... or net.ipv6..."},
    {"sysctl net.ipv4.ip_forward yes", "column 28: yes: expected a number"},
    {"addrlabel 10.0.0.0/8 5", "column 11: 10.0.0.0/8: expected an IPv6 prefix"},
    {"addrlabel ::/0 4294967295", "column 16: 4294967295: expected a label, a number to 4294967294"},
    {"addrlabel ::/0 1 on eth0", "column 18: on: expected dev, or nothing more"},
    {"interface", "column 10: end of line: expected the name of an interface"},
    {"interface lab0 index 0", "column 22: 0: expected an index from 1"},
    {"interface lab0 address x", "column 24: x: not a link-layer address"},
    {"interface lab0 mtu 5000000000", "column 20: 5000000000: expected an MTU"},
    {"interface lab0 up down", "column 19: up or down: given twice"},
    {"interface lab0 mtu 1 mtu 2", "column 22: mtu: given twice"},
    {"interface lab0 carrier yes", "column 24: yes: expected on or off"},
    {"interface lab0 flags UP", "column 22: UP: expected flags such as BROADCAST,MULTICAST, or none"},
    {"interface lab0 type cardboard", "column 21: cardboard: expected a link type such as ether"},
    {"interface lab0 master br0 nomaster", "column 27: nomaster: the record names one"},
    {"interface lab0 colour red", "column 16: colour: expected a word of an interface"},
    {"address lab0", "column 13: end of line: expected an address"},
    {"address lab0 10.0.0.1/33", "column 14: 10.0.0.1/33: the prefix length is not 0 to 32"},
    {"address lab0 10.0.0.1/24 peer ::1", "column 31: ::1: expected an address of the same family"},
    {"address lab0 10.0.0.1/24 peer 10.0.0.2/24", "column 31: 10.0.0.2/24: expected one prefix length only"},
    {"address lab0 10.0.0.1 temporary", "column 23: temporary: expected a word of an address"},
    {"address a/b 10.0.0.1", "column 9: a/b: expected the name of an interface"},
    {"address a 10.0.0.1/8 peer 10.0.0.2 peer 10.0.0.3", "column 36: peer: given twice"},
    {"address a 10.0.0.1/8 broadcast 10.0.0.2 brd 10.0.0.3", "column 41: brd: given twice"},
    {"address a 10.0.0.1/8 scope link scope link", "column 33: scope: given twice"},
    {"address a 10.0.0.1/8 label a label b", "column 30: label: given twice"},
    {"address a 10.0.0.1/8 metric 1 metric 2", "column 31: metric: given twice"},
    {"address a 10.0.0.1/8 proto 1 protocol 2", "column 30: protocol: given twice"},
    {"address a 10.0.0.1/8 valid_lft 1 valid_lft 2", "column 34: valid_lft: given twice"},
    {"address a 10.0.0.1/8 dynamic secondary dynamic", "column 40: dynamic: given twice"},
    {"nexthop via 10.0.0.1", "column 21: end of line: expected id and a number"},
    {"nexthop id 5", "column 13: end of line: expected either via or dev, or group, or blackhole"},
    {"nexthop id 5 blackhole dev eth0", "column 32: end of line: expected either via or dev, or group, or blackhole"},
    {"nexthop id 5 group 1/0", "column 20: 1/0: expected ids and weights such as 20/21,2"},
    {"nexthop id 5 via inet ::1", "column 23: ::1: expected an IPv4 address after inet"},
    {"nexthop id 5 dev a:b", "column 18: a:b: expected the name of an interface"},
    {"addrlabel ::/0 1 dev a:b", "column 22: a:b: expected the name of an interface"},
    {"interface lab0 master a:b", "column 23: a:b: expected the name of an interface"},
    {"interface lab0 altname a/b", "column 24: a/b: expected an alternative name of an interface"},
    {"default-interface sixteen-bytes-it", "column 19: sixteen-bytes-it: expected the name of an interface"},
    {"route 10.0.0.1/8", "column 7: 10.0.0.1/8: host bits are set; 10.0.0.0/8 is the prefix"},
    {"route inet6 10.0.0.0/8", "column 7: inet6: the addresses are of the other family"},
    {"route inet 10.0.0.0/8 vai", "column 23: vai: expected a word of a route"},
    {"rule 5: from all lookup 0", "column 25: 0: expected a table to look up; 0 is none"},
    {"neighbor dev eth0", "column 18: end of line: expected an address"},
    {"neighbor 10.0.0.1 dev a/b", "column 23: a/b: expected the name of an interface"},
    {"neighbor 10.0.0.1 dev a dev b", "column 25: dev: given twice"},
    {"neighbor 10.0.0.1 lladdr 2:0:0:0:0:1 lladdr 2:0:0:0:0:1", "column 38: lladdr: given twice"},
    {"neighbor 10.0.0.1 nud stale nud stale", "column 29: nud: given twice"},
    {"neighbor 10.0.0.1 STALE nud stale", "column 29: a second state"},
    {"neighbor 10.0.0.1 to 10.0.0.1", "column 22: a second address"},
    {"neighbor 10.0.0.1 router proxy router", "column 32: router: given twice"},
    {"neighbor 10.0.0.1 proto bgp protocol bgp", "column 29: protocol: given twice"},
    {"neighbor 10.0.0.1 ref 1 ref 1", "column 25: ref: given twice"},
    {"neighbor 10.0.0.1 used 1/2/3probes 4 probes 5", "column 38: probes: given twice"},
    {"neighbor 10.0.0.1 used 1/2/3 used 1/2/3", "column 30: used: given twice"},
    {"neighbor 10.0.0.1 lladr x", "column 19: lladr: expected a word of a neighbor"},
    {"nameserver dns.example", "column 12: dns.example: not an IP address"},
    {"nameserver 9.9.9.9 port 0", "column 25: 0: expected a port of 1 to 65535"},
    {"nameserver 9.9.9.9 port 1 port 2", "column 27: port: given twice"},
    {"nameserver 9.9.9.9 domain a..b", "column 27: a..b: expected a domain"},
    {"search", "column 7: end of line: expected a domain"},
    {"options ndots=2", "column 9: ndots=2: expected an option such as ndots:2"},
    {"extcap-directory opt", "column 18: opt: expected the path of a directory from / on"},
    {"hide",
     "column 5: end of line: expected a row to hide: interface, address, route, rule, neighbor, nexthop or "
     "addrlabel"},
    {"hide search a",
     "column 6: search: expected a row to hide: interface, address, route, rule, neighbor, nexthop or "
     "addrlabel"},
    {"hide hide route default",
     "column 6: hide: expected a row to hide: interface, address, route, rule, neighbor, "
     "nexthop or addrlabel"},
    {"hide route 10.0.0.1/8", "column 12: 10.0.0.1/8: host bits are set; 10.0.0.0/8 is the prefix"},
};

Record record(std::string_view line) {
    const auto read = parse_record(line, names);
    REQUIRE(read);
    return *read;
}

Hide hide(const char* line) {
    return std::get<Hide>(record(line));
}

template <class T>
T row(const char* line) {
    return std::get<T>(record(line));
}

}  // namespace

TEST_CASE("records are printed as they were read") {
    for (const char* line : lines) {
        CAPTURE(line);
        const auto read = parse_record(line, names);
        REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
        CHECK(to_string(*read, names) == line);
        CHECK(parse_record(to_string(*read, Names(true)), names) == *read);
    }
}

TEST_CASE("other forms are read, and printed in the usual one") {
    for (const auto& [text, printed] : other_forms) {
        CAPTURE(text);
        const auto read = parse_record(text, names);
        REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
        CHECK(to_string(*read, names) == printed);
        CHECK(parse_record(printed, names) == *read);
    }
}

TEST_CASE("a bad line is refused by column") {
    for (const auto& [text, message] : bad_lines) {
        CAPTURE(text);
        const auto read = parse_record(text, names);
        REQUIRE(!read);
        CHECK(read.error().kind == ErrorKind::invalid);
        CHECK(read.error().message == message);
    }
}

TEST_CASE("records of one key replace each other") {
    constexpr Pair same[] = {
        {"route 10.0.0.0/8 dev a", "route 10.0.0.0/8 dev b proto static table main"},
        {"route ::/0 dev a", "route inet6 default dev b metric 1024"},
        {"address a 10.0.0.1/24", "address a 10.0.0.1/24 secondary"},
        {"address a ::1/64", "address a ::1/128"},
        {"interface a up", "interface a down"},
        {"neighbor 10.0.0.1 dev a", "neighbor 10.0.0.1 dev a lladdr 02:00:00:00:00:01 PERMANENT"},
        {"rule 5: from all lookup 7", "rule from all table 7 priority 5 proto static"},
        {"nexthop id 5 dev a", "nexthop id 5 blackhole"},
        {"search a", "search b"},
    };
    for (const auto& [a, b] : same) {
        CAPTURE(a);
        CHECK(record_key(record(a)) == record_key(record(b)));
    }
    constexpr Pair different[] = {
        {"route 10.0.0.0/8 dev a", "route 10.0.0.0/8 dev a table 5"},
        {"route 10.0.0.0/8 dev a", "route 10.0.0.0/8 dev a metric 5"},
        {"route 10.0.0.0/8 dev a", "route 10.0.0.0/8 dev a tos 4"},
        {"route 10.0.0.0/8 dev a", "route 10.0.0.0/9 dev a"},
        {"route default dev a", "route inet6 default dev a"},
        {"route 2001::/16 from 2002::/16 dev a", "route 2001::/16 dev a"},
        {"address a 10.0.0.1/24", "address a 10.0.0.1/25"},
        {"address a 10.0.0.1/24", "address a 10.0.0.1/24 peer 10.0.0.2"},
        {"neighbor 10.0.0.1 dev a", "neighbor 10.0.0.1 dev a proxy"},
        {"neighbor 10.0.0.1 dev a", "neighbor 10.0.0.1 dev b"},
        {"rule 5: from all lookup 7", "rule 5: from all lookup 8"},
        {"rule 5: from all lookup 7", "rule inet6 5: from all lookup 7"},
        {"rule 5: from all lookup 7", "rule 5: from all fwmark 1 lookup 7"},
        {"nameserver 9.9.9.9", "nameserver 9.9.9.9 domain a"},
    };
    for (const auto& [a, b] : different) {
        CAPTURE(a);
        CAPTURE(b);
        CHECK(record_key(record(a)) != record_key(record(b)));
    }
}

TEST_CASE("hides of hides are refused at once, however many") {
    std::string line;
    for (unsigned i = 0; i < 100; ++i)
        line += "hide ";
    const auto record = parse_record(line + "route default", names);
    REQUIRE_FALSE(record);
    CHECK(record.error().message.starts_with("column 6: hide: expected a row to hide"));
}

TEST_CASE("hide with fewer words hides every row that has them all") {
    const auto route = row<Route>("route default via 10.0.0.1 dev a proto static metric 5");
    for (const char* line : {"hide route default", "hide route default via 10.0.0.1", "hide route default dev a",
                             "hide route default proto static", "hide route default metric 5",
                             "hide route unicast default table main", "hide route default scope global"}) {
        CAPTURE(line);
        CHECK(hides(hide(line), route));
    }
    for (const char* line :
         {"hide route inet6 default", "hide route default via 10.0.0.2", "hide route default dev b",
          "hide route default proto boot", "hide route default metric 6", "hide route default table 5",
          "hide route blackhole default", "hide route default scope link", "hide route default src 10.0.0.9",
          "hide route 10.0.0.0/8", "hide route default dev a onlink",
          "hide route default nexthop via 10.0.0.1 dev a nexthop via 10.0.0.2 dev a", "hide interface a"}) {
        CAPTURE(line);
        CHECK(!hides(hide(line), route));
    }
}

TEST_CASE("a route of IPv6 is hidden by the times that ip prints") {
    const auto parse = [](const char* text) { return *Route::parse(text, Family::ipv6, names); };
    CHECK(hides(hide("hide route 2001:db8::/32 dev a rttvar 108ms"), parse("2001:db8::/32 dev a rttvar 433")));
    CHECK(!hides(hide("hide route 2001:db8::/32 dev a rttvar 109ms"), parse("2001:db8::/32 dev a rttvar 433")));
    CHECK(!hides(hide("hide route 10.0.0.0/8 dev a rttvar 108ms"),
                 *Route::parse("10.0.0.0/8 dev a rttvar 433", Family::ipv4, names)));
}

TEST_CASE("rules, neighbors, addresses and other rows are hidden") {
    const auto rule = row<Rule>("rule 5: from 10.0.0.0/8 fwmark 1 lookup 7");
    CHECK(hides(hide("hide route table 100"), *Route::parse("10.0.0.0/8 dev a table 100", Family::ipv4, names)));
    CHECK(!hides(hide("hide route table 100"), *Route::parse("10.0.0.0/8 dev a", Family::ipv4, names)));
    CHECK(!hides(hide("hide route table 100"), *Route::parse("2001:db8::/32 dev a table 100", Family::ipv6, names)));
    CHECK(hides(hide("hide route inet6 table 100"), *Route::parse("default dev a table 100", Family::ipv6, names)));
    const auto route = *Route::parse("10.0.0.0/8 via 10.9.0.1 dev a proto static src 10.9.0.2", Family::ipv4, names);
    for (const char* line : {"hide route dev a", "hide route inet dev a proto static", "hide route table main",
                             "hide route proto static", "hide route via 10.9.0.1", "hide route src 10.9.0.2 dev a"}) {
        CAPTURE(line);
        CHECK(hides(hide(line), route));
    }
    for (const char* line : {"hide route dev b", "hide route dev a table 5", "hide route inet6 dev a",
                             "hide route proto boot", "hide route src 10.9.0.3"}) {
        CAPTURE(line);
        CHECK(!hides(hide(line), route));
    }
    CHECK(hides(hide("hide rule 5:"), rule));
    CHECK(hides(hide("hide rule from 10.0.0.0/8"), rule));
    CHECK(hides(hide("hide rule fwmark 1 lookup 7"), rule));
    CHECK(!hides(hide("hide rule from all"), rule));
    CHECK(!hides(hide("hide rule inet6 5:"), rule));
    CHECK(!hides(hide("hide rule 6:"), rule));
    CHECK(!hides(hide("hide rule 5: lookup main"), rule));
    CHECK(!hides(hide("hide rule 5: blackhole"), rule));

    const auto neighbor = row<Neighbor>("neighbor 10.0.0.1 dev a lladdr 02:00:00:00:00:01 STALE");
    CHECK(hides(hide("hide neighbor 10.0.0.1"), neighbor));
    CHECK(hides(hide("hide neighbor 10.0.0.1 dev a STALE"), neighbor));
    CHECK(!hides(hide("hide neighbor 10.0.0.1 dev b"), neighbor));
    CHECK(!hides(hide("hide neighbor 10.0.0.1 FAILED"), neighbor));
    CHECK(!hides(hide("hide neighbor 10.0.0.1 proxy"), neighbor));

    const auto address = row<AddressRecord>("address a 10.0.0.1/24 broadcast 10.0.0.255").address;
    CHECK(hides(hide("hide address a 10.0.0.1"), "a", address));
    CHECK(hides(hide("hide address a 10.0.0.1/24"), "a", address));
    CHECK(!hides(hide("hide address a 10.0.0.1/32"), "a", address));
    CHECK(!hides(hide("hide address b 10.0.0.1"), "a", address));
    CHECK(!hides(hide("hide address a 10.0.0.1 peer 10.0.0.2"), "a", address));

    CHECK(hides(hide("hide nexthop id 5 dev a"), row<NexthopObject>("nexthop id 5 via 10.0.0.1 dev a")));
    CHECK(!hides(hide("hide nexthop id 5 dev b"), row<NexthopObject>("nexthop id 5 via 10.0.0.1 dev a")));
    CHECK(hides(hide("hide nameserver 9.9.9.9"), row<Nameserver>("nameserver 9.9.9.9 port 54")));
    CHECK(!hides(hide("hide nameserver 9.9.9.8"), row<Nameserver>("nameserver 9.9.9.9")));
    CHECK(hides(hide("hide addrlabel ::/0 1"), row<AddressLabelRecord>("addrlabel ::/0 1 dev a")));
    CHECK(!hides(hide("hide addrlabel ::/0 1 dev b"), row<AddressLabelRecord>("addrlabel ::/0 1 dev a")));
    CHECK(!hides(hide("hide addrlabel ::/0 1"), row<AddressLabelRecord>("addrlabel ::/0 2")));
}

TEST_CASE("a hide is about rows that have every one of its words") {
    struct Kind {
        std::string_view row;  // all words that there are
        std::string_view key;
        std::vector<std::string_view> others;  // words that it has with other values, or not at all
    };
    const Kind kinds[] = {
        {"interface a index 2 address 02:00:00:00:00:01 broadcast ff:ff:ff:ff:ff:ff mtu 1400 up carrier on flags "
         "MULTICAST "
         "type ether kind vrf vrf-table 10 master b altname c group 7 link d",
         "interface a",
         {"index 3", "address 02:00:00:00:00:02", "broadcast 02:00:00:00:00:02", "mtu 1401", "down", "carrier off",
          "flags BROADCAST", "type loopback", "kind veth", "vrf-table 11", "master x", "nomaster", "altname x",
          "group 8", "link x"}},
        {"address a 10.0.0.1/24 peer 10.0.0.2 broadcast 10.0.0.255 anycast 10.0.0.3 scope link metric 5 label a:1 "
         "proto 9",
         "address a 10.0.0.1",
         {"peer 10.0.0.9", "broadcast 10.0.0.9", "anycast 10.0.0.9", "scope host", "metric 6", "label a:2", "proto 8",
          "secondary", "dynamic"}},
        {"nexthop id 5 via 10.0.0.1 dev a proto static scope link",
         "nexthop id 5 dev a",
         {"via 10.0.0.2", "proto bird", "scope host", "onlink"}},
        {"nexthop id 6 group 1/2 type resilient buckets 8 idle_timer 1 unbalanced_timer 2",
         "nexthop id 6 group 1/2",
         {"type resilient buckets 16 idle_timer 1 unbalanced_timer 2"}},
        {"route 10.0.0.0/8 via 10.0.0.1 dev proto table 7 proto static scope link src 10.0.0.2 metric 5 mtu 1400 tos "
         "0x10",
         "route 10.0.0.0/8 table 7",
         {"via 10.0.0.9", "dev x", "proto bird", "scope host", "src 10.0.0.9", "metric 6", "mtu 1401", "tos 0x08",
          "mtu lock 1400", "onlink"}},
    };
    for (const auto& [row, key, others] : kinds) {
        const Record record = parse_record(row, Names()).value();
        const auto is_hidden_by = [&](const std::string& text) {
            const auto read = parse_record("hide " + text, Names());
            REQUIRE_MESSAGE(read, (text + (read ? "" : ": " + read.error().message)));
            return hides(std::get<Hide>(*read), record);
        };
        CHECK_MESSAGE(is_hidden_by(std::string(row)), row);
        CHECK_MESSAGE(is_hidden_by(std::string(key)), key);
        for (const std::string_view other : others)
            CHECK_MESSAGE(!is_hidden_by(std::string(key) + " " + std::string(other)), other);
    }
}
