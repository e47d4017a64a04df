#include "snet/route_edit.hpp"

#include <doctest/doctest.h>

#include "tests/unit/stack/frozen.hpp"

using namespace snet;

namespace {

const Names names;

const std::string machine =
    "interface lo index 1 up carrier on flags LOOPBACK type loopback\n"
    "interface a index 2 up carrier on type ether altname alias\ninterface b index 3 up carrier on type ether\n"
    "interface off index 4 down type ether\n"
    "address a 10.0.0.5/24\naddress b 10.0.0.129/25\naddress a 2001:db8::5/64\naddress a fe80::5/64\n"
    "route 10.0.0.0/24 dev a proto kernel scope link src 10.0.0.5\n"
    "route 10.0.0.128/25 dev b proto kernel scope link src 10.0.0.129\n"
    "route local 10.0.0.5 dev a table local proto kernel scope host src 10.0.0.5\n"
    "route broadcast 10.0.0.255 dev a table local proto kernel scope link src 10.0.0.5\n"
    "route 10.9.0.0/16 via 10.0.0.1 dev a\nroute 10.66.0.0/16 dev a scope link table 66\n"
    "route 2001:db8::/64 dev a proto kernel metric 256\nroute 2001:db8:9::/48 via 2001:db8::1 dev a metric 1024\n"
    "nexthop id 20 via 10.0.0.1 dev a\n";

/// The route as `ip` shows it, or why there is none.
std::string added(const std::string& words, const std::string& more = "") {
    const auto route = route_to_add("route " + words, frozen(machine + more), names);
    if (route) return to_string(Record(*route), names).substr(6);
    CHECK(route.error().kind == ErrorKind::invalid);
    return "! " + route.error().message;
}

const EditScope scope{"f", names, std::nullopt};

std::string put(const std::string& text, const std::string& words, Placing placing) {
    const std::string head = "snet 1\nbase none\n" + machine;
    const auto put = put_route(head + text, "route " + words, placing, scope);
    return put ? put->substr(head.size()) : "! " + put.error().message;
}

}  // namespace

TEST_CASE("a route gets what ip and the kernel give it") {
    CHECK(added("10.1.0.0/16 via 10.0.0.1") == "10.1.0.0/16 via 10.0.0.1 dev a");
    CHECK(added("10.1.0.0/16 via 10.0.0.200") == "10.1.0.0/16 via 10.0.0.200 dev b");
    CHECK(added("10.1.0.0/16 via 10.0.0.200 dev a") == "10.1.0.0/16 via 10.0.0.200 dev a");
    CHECK(added("10.1.0.0/16 dev alias") == "10.1.0.0/16 dev a scope link");
    CHECK(added("10.1.0.0/16 dev a scope global") == "10.1.0.0/16 dev a");
    CHECK(added("local 10.1.0.1 dev off") == "local 10.1.0.1 dev off table local scope host");
    CHECK(added("10.1.0.0/16 via 10.66.0.1 table 66") == "10.1.0.0/16 via 10.66.0.1 dev a table 66");
    CHECK(added("10.1.0.0/16 via 192.0.2.1 dev b onlink") == "10.1.0.0/16 via 192.0.2.1 dev b onlink");
    CHECK(added("broadcast 10.1.255.255 dev a scope link table 66") ==
          "broadcast 10.1.255.255 dev a table 66 scope link");
    CHECK(added("10.1.0.0/16 scope link via 10.0.0.1 dev a").starts_with("! the gateway 10.0.0.1 is not on-link"));
    CHECK(added("blackhole 10.1.0.0/16") == "blackhole 10.1.0.0/16");
    CHECK(added("10.1.0.0/16 nhid 20") == "10.1.0.0/16 nhid 20");
    CHECK(added("2001:db8:1::/48 via 2001:db8::1") == "2001:db8:1::/48 via 2001:db8::1 dev a metric 1024 pref medium");
    CHECK(added("2001:db8:1::/48 via fe80::1 dev b") == "2001:db8:1::/48 via fe80::1 dev b metric 1024 pref medium");
    CHECK(added("10.1.0.0/16 via inet6 2001:db8::1") == "10.1.0.0/16 via inet6 2001:db8::1 dev a");
    CHECK(added("10.1.0.0/16 nexthop via 10.0.0.1 nexthop via 10.0.0.200 weight 2") ==
          "10.1.0.0/16 \\\tnexthop via 10.0.0.1 dev a weight 1 \\\tnexthop via 10.0.0.200 dev b weight 2");
    CHECK(added("unreachable 2001:db8:1::/48 dev b") == "unreachable 2001:db8:1::/48 dev lo metric 1024 pref medium");
}

TEST_CASE("routes for some sources hide the way to a gateway where look-up comes first") {
    const std::string some = "route 2001:db8::/32 from 2001:db8:7::/48 dev b\nroute 2001:db8::/32 dev a\n";
    CHECK(added("2001:db8:1::/48 via 2001:db8:5::1", some).starts_with("! the gateway 2001:db8:5::1 is not on-link"));
    // The longer prefix was of no use, and on the way back from there nothing is hidden.
    CHECK(added("2001:db8:1::/48 via 2001:db8:5::1 dev a", some + "route 2001:db8:5::/48 dev b\n") ==
          "2001:db8:1::/48 via 2001:db8:5::1 dev a metric 1024 pref medium");
    // A source of the route's is that of the question.
    const std::string ours = "route 2001:db8::/32 from 2001:db8::/64 dev b\nroute 2001:db8::/32 dev a\n";
    CHECK(added("2001:db8:1::/48 via 2001:db8:5::1 src 2001:db8::5", ours) ==
          "2001:db8:1::/48 via 2001:db8:5::1 dev b src 2001:db8::5 metric 1024 pref medium");
    CHECK(added("default via 2001:db8:5::1", "route ::/0 from 2001:db8:7::/48 dev b\nroute ::/0 dev a\n") ==
          "default via 2001:db8:5::1 dev a metric 1024 pref medium");
}

TEST_CASE("a blackhole that is a next-hop object hides the way to a gateway from every device") {
    const std::string wider = "route 2000::/3 dev a\nnexthop id 9 blackhole\n";
    const std::string narrower = "route blackhole 2001:db8::/32 ";
    const std::string words = "2001:db8:1::/48 via 2001:db8:5::1 dev a";
    CHECK(added(words, wider + narrower + "nhid 9\n").starts_with("! the gateway 2001:db8:5::1 is not on-link"));
    CHECK(added(words, wider + narrower + "dev lo\n") == words + " metric 1024 pref medium");
}

TEST_CASE("what the kernel refuses is refused, with the reason") {
    const std::string off_link =
        "is not on-link: no connected route leads to it; say dev D onlink if it is there all the same";
    CHECK(added("10.1.0.0/16 via 192.0.2.1") == "! the gateway 192.0.2.1 " + off_link);
    CHECK(added("10.1.0.0/16 via 10.9.0.1") == "! the gateway 10.9.0.1 " + off_link);
    CHECK(added("10.1.0.0/16 via 10.66.0.1") == "! the gateway 10.66.0.1 " + off_link);
    CHECK(added("2001:db8:1::/48 via 2001:db8:9::1") == "! the gateway 2001:db8:9::1 " + off_link);
    CHECK(added("10.1.0.0/16 via 10.0.0.1 dev b").starts_with("! the gateway 10.0.0.1 is not on-link through b:"));
    CHECK(added("10.1.0.0/16 via 10.0.0.1 scope link").starts_with("! the gateway 10.0.0.1 is not on-link"));
    CHECK(added("10.1.0.0/16 dev off") == "! off is down; snet-ifaces set off up brings it up");
    CHECK(added("10.1.0.0/16 dev gone") == "! gone: no such interface");
    CHECK(added("10.1.0.0/16") == "! a route leads somewhere: say via ADDRESS, or dev D");
    CHECK(added("10.0.0.1/8 dev a").ends_with("10.0.0.1/8: host bits are set; 10.0.0.0/8 is the prefix"));
    CHECK(added("blackhole 10.1.0.0/16 dev a") == "! blackhole: such a route has no gateway and no device");
    CHECK(added("10.1.0.0/16 via 10.0.0.1 src 10.0.0.6") == "! src 10.0.0.6: no address of this stack's");
    CHECK(added("local 10.1.0.1 dev a scope link") == "! scope: local routes have no such scope; leave it out");
    CHECK(added("10.1.0.0/16 dev a onlink").starts_with("! onlink is said of a gateway"));
    CHECK(added("10.1.0.0/16 via 10.0.0.5 dev a onlink") == "! the gateway 10.0.0.5 is a local address here");
    CHECK(added("10.1.0.0/16 nhid 21").starts_with("! next-hop object 21: there is none"));
    CHECK(added("10.1.0.0/16 nhid 20 dev a").starts_with("! next-hop object 20: the route has it"));
    CHECK(added("2001:db8:1::/48 nhid 20") == "! next-hop object 20: its gateway is of IPv4");
    CHECK(added("2001:db8:1::/48 via fe80::1").ends_with("an address of a link alone needs its device: dev D"));
    CHECK(added("2001:db8:1::/48 via 2001:db8::5") == "! the gateway 2001:db8::5 is an address of this stack's own");
    CHECK(added("2001:db8:1::/48 tos 8 dev a") == "! tos: IPv6 routes have none");
}

TEST_CASE("a broadcast address is no gateway, be the tables one or split") {
    CHECK(added("10.1.0.0/16 via 10.0.0.255 dev a", "fib4 merged\n").starts_with("! the gateway 10.0.0.255"));
    CHECK(added("10.1.0.0/16 via 10.0.0.255 dev a", "fib4 split\n").starts_with("! the gateway 10.0.0.255"));
}

TEST_CASE("routes for some sources only hide from gateways what they hide from packets") {
    const std::string plain = "route 2000::/3 dev b metric 1024\n", words = "64:ff9b::/96 via 2600::1 dev a onlink";
    CHECK(added(words, plain) == "! the gateway 2600::1 is on b, not on a");
    CHECK(added(words, plain + "route 2000::/3 from fd00::4 dev b metric 1024\n") ==
          "64:ff9b::/96 via 2600::1 dev a metric 1024 onlink pref medium");
}

TEST_CASE("where a route goes") {
    const std::string one = "route 10.1.0.0/16 via 10.0.0.1 dev a\n", two = "route 10.1.0.0/16 via 10.0.0.2 dev a\n";
    CHECK(put(one, "10.1.0.0/16 via 10.0.0.2", Placing::add).starts_with("! exists: route 10.1.0.0/16 via 10.0.0.1"));
    CHECK(put(one, "10.1.0.0/16 via 10.0.0.2", Placing::append) == one + two);
    CHECK(put(one + two, "10.1.0.0/16 via 10.0.0.2", Placing::append).starts_with("! exists: route 10.1.0.0/16"));
    CHECK(put(one + two, "10.1.0.0/16 dev a", Placing::replace) == "route 10.1.0.0/16 dev a scope link\n" + two);
    const std::string six = "route 2001:db8:1::/48 via 2001:db8::1 dev a metric 1024 pref medium\n";
    CHECK(put(six, "2001:db8:1::/48 via 2001:db8::2", Placing::append) ==
          "route 2001:db8:1::/48 metric 1024 pref medium\\\tnexthop via 2001:db8::1 dev a weight 1 "
          "\\\tnexthop via 2001:db8::2 dev a weight 1\n");
}

TEST_CASE("local routes are deleted from table local, and a frozen table is flushed") {
    const std::string text = "snet 1\nbase none\n" + machine;
    const auto removed = remove_routes(text, "route local 10.0.0.5", false, scope);
    REQUIRE(removed);
    CHECK(removed->deleted.size() == 1);
    const auto flushed = flush_routes(text, {.family = Family::ipv4, .device = {}}, scope);
    REQUIRE(flushed);
    CHECK(flushed->deleted.size() == 3);
    CHECK(flushed->text.contains("route broadcast 10.0.0.255"));
    CHECK(flushed->text.contains("route 2001:db8::/64"));
    CHECK_FALSE(flushed->text.contains("10.9.0.0/16"));
}

TEST_CASE("what a file has of some tables is dropped") {
    const std::string text = "snet 1\nbase os\nroute 10.1.0.0/16 dev a\nhide route default\nnameserver 9.9.9.9\n";
    constexpr RowKind kinds[] = {RowKind::route};
    const auto dropped = drop_rows(text, kinds, scope);
    REQUIRE(dropped);
    CHECK(dropped->text == "snet 1\nbase os\nnameserver 9.9.9.9\n");
    CHECK(drop_rows("snet 1\nbase none\n", kinds, scope).error().kind == ErrorKind::invalid);
}
