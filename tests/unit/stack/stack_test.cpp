#include "snet/stack.hpp"

#include <doctest/doctest.h>

#include "lib/stack/route_key.hpp"
#include "snet/lookup.hpp"
#include "tests/unit/stack/frozen.hpp"

using namespace snet;

namespace {

const Names names;

std::vector<std::string> routes(const Stack& stack, const RouteQuery& query = {}) {
    std::vector<std::string> texts;
    const auto done = stack.each_route(query, [&](const Route& route) {
        texts.push_back(route.to_string(names));
        return Next::go_on;
    });
    REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
    return texts;
}

const std::string two_links = "interface a index 2 up carrier on type ether\ninterface b index 3 down type ether\n";

}  // namespace

TEST_CASE("a frozen stack has its file's interfaces, by index") {
    const Stack stack = frozen(
        "interface b index 7 up carrier off mtu 1400\ninterface lo index 1 up carrier on flags LOOPBACK type loopback\n"
        "interface new\naddress b 10.0.0.1/24\naddress b fe80::1/64\naddress gone 10.0.0.9/24\n");
    const auto interfaces = stack.interfaces();
    REQUIRE(interfaces);
    REQUIRE(interfaces->size() == 3);
    CHECK((*interfaces)[0].name == "lo");
    CHECK((*interfaces)[0].is_loopback());
    CHECK(operstate_name(*(*interfaces)[0].operstate) == "UNKNOWN");
    const Interface& b = (*interfaces)[1];
    CHECK(b.name == "b");
    CHECK(b.is_up());
    CHECK(operstate_name(*b.operstate) == "DOWN");
    CHECK(interface_flag_names(b.flags).front() == "NO-CARRIER");
    CHECK(b.mtu == 1400U);
    REQUIRE(b.addresses.size() == 2);
    CHECK(b.addresses[0].index == 7);
    CHECK(b.addresses[0].local.to_string() == "10.0.0.1");
    CHECK((*interfaces)[2].index == 9001);
    CHECK_FALSE((*interfaces)[2].is_up());
    CHECK(stack.interface("7").value().name == "b");
    CHECK(stack.interface("fe80::1").error().kind == ErrorKind::not_found);
    CHECK(stack.interfaces_with("fe80::1").value().front().name == "b");
    CHECK(stack.interfaces_with("7").value().front().name == "b");
    CHECK(stack.interfaces_with("fe80::2").error().kind == ErrorKind::not_found);
    CHECK(stack.interfaces_with("b@lo").error().kind == ErrorKind::invalid);
    CHECK(stack.interface("eth0").error().kind == ErrorKind::not_found);
}

TEST_CASE("of two interfaces of one index the second gets another") {
    const Stack stack = frozen("interface x index 7\ninterface y index 7\naddress y 10.0.0.1/24\n");
    CHECK(stack.interface("x").value().index == 7);
    CHECK(stack.interface("x").value().addresses.empty());
    CHECK(stack.interface("y").value().index == 9001);
    CHECK(stack.interface("y").value().addresses.front().index == 9001);
}

TEST_CASE("an interface that is given no index gets one behind all others") {
    const Stack stack = frozen("interface x\ninterface y index 9005\ninterface z\n");
    CHECK(stack.interface("y").value().index == 9005);
    CHECK(stack.interface("x").value().index == 9006);
    CHECK(stack.interface("z").value().index == 9007);
}

TEST_CASE("all interfaces that have an address") {
    const std::string mac = " address 02:00:00:00:00:01\n";
    const Stack stack = frozen("interface c index 9" + mac + "interface a index 2" + mac +
                               "interface b index 3\naddress c 10.0.0.1/24\naddress b 10.0.0.1/24\n"
                               "address c fe80::1/64\naddress b fe80::1/64\n");
    const auto found_by = [&](std::string_view subject) {
        const auto found = stack.interfaces_with(subject);
        std::string joined;
        for (const Interface& one : found.value())
            joined += one.name;
        return joined;
    };
    CHECK(found_by("02:00:00:00:00:01") == "ac");
    CHECK(found_by("10.0.0.1") == "bc");
    CHECK(found_by("fe80::1") == "bc");
    CHECK(found_by("fe80::1%c") == "c");
    CHECK(found_by("a") == "a");
}

TEST_CASE("routes come in the order of Linux's dumps") {
    const Stack stack = frozen(two_links +
                               "route 10.0.0.0/8 dev a metric 5\nroute default dev a\nroute 10.0.0.0/16 dev a\n"
                               "route 9.0.0.0/8 dev a\nroute 10.0.0.0/8 dev a\nroute 2001:db8::/32 dev a\n"
                               "route 2001:db8:1::/48 dev a metric 7\nroute inet6 default dev a\n");
    const std::vector<std::string> expected{"default dev a",
                                            "9.0.0.0/8 dev a",
                                            "10.0.0.0/16 dev a",
                                            "10.0.0.0/8 dev a",
                                            "10.0.0.0/8 dev a metric 5",
                                            "2001:db8:1::/48 dev a metric 7",
                                            "2001:db8::/32 dev a metric 1024",
                                            "default dev a metric 1024"};
    CHECK(routes(stack) == expected);
    CHECK(routes(stack, {.family = Family::ipv6, .device = {}}).size() == 3);
    CHECK(routes(stack, {.table = 7, .device = {}}).empty());
    CHECK(routes(stack, {.device = "a"}).size() == 8);
}

TEST_CASE("a route through what is absent or down has no effect") {
    const Stack stack = frozen(two_links +
                               "route 10.1.0.0/16 dev b\nroute 10.2.0.0/16 dev gone\nroute local 10.3.0.1 dev b\n"
                               "route local 10.4.0.1 dev gone\nroute blackhole 10.5.0.0/16\nroute local fe80::1 dev b\n"
                               "route 10.6.0.0/16 nexthop dev a weight 1 nexthop dev b weight 1\n"
                               "route 10.7.0.0/16 nexthop dev gone weight 1 nexthop dev b weight 1\n");
    std::vector<std::string> found;
    const auto all = stack.routes({.table = std::nullopt, .device = {}});
    for (const Route& route : all.value())
        found.push_back(route.destination.to_string());
    CHECK(found == std::vector<std::string>{"10.3.0.1/32", "10.5.0.0/16", "10.6.0.0/16", "fe80::1/128"});
    const Route multipath = stack.routes({.family = Family::ipv4, .device = {}}).value().back();
    REQUIRE(multipath.next_hops.size() == 2);
    CHECK(multipath.living_next_hop()->device == "a");
    CHECK((multipath.next_hops[1].flags & 1) == 1);
}

TEST_CASE("a route through a next-hop object has the object's way out") {
    const Stack stack = frozen(two_links +
                               "nexthop id 5 via 10.0.0.1 dev a\nnexthop id 6 via 10.0.0.2 dev a\n"
                               "nexthop id 7 group 5/6,3\nnexthop id 8 blackhole\n"
                               "route 10.1.0.0/16 nhid 5\nroute 10.2.0.0/16 nhid 7\nroute 10.3.0.0/16 nhid 8\n");
    const auto all = stack.routes().value();
    REQUIRE(all.size() == 3);
    CHECK(all[0].next_hops.front().gateway == IpAddress::parse("10.0.0.1").value());
    CHECK(all[1].next_hops.size() == 2);
    CHECK(all[1].next_hops[1].weight == 3);
    CHECK(all[2].type == RouteType::blackhole);
}

TEST_CASE("a family without rules has the kernel's own") {
    const Stack without = frozen("");
    CHECK(without.rules(Family::ipv4).value().size() == 3);
    CHECK(without.rules(Family::ipv6).value().size() == 2);
    const Stack with = frozen("rule 100: from all lookup 7\nrule 5: from all lookup 8\n");
    const auto rules = with.rules(Family::ipv4).value();
    REQUIRE(rules.size() == 2);
    CHECK(rules.front().priority == 5U);
    CHECK(with.rules(Family::ipv6).value().size() == 2);
}

TEST_CASE("a frozen stack is asked as the machine was that it is of") {
    const Stack stack = frozen(two_links +
                               "address a 10.0.0.2/24\nroute local 10.0.0.2 dev a table local src 10.0.0.2\n"
                               "route 10.0.0.0/24 dev a scope link src 10.0.0.2\nroute default via 10.0.0.1 dev a\n");
    auto tables = LookupTables::read(stack);
    REQUIRE(tables);
    CHECK(tables->fib4_merged);
    const Lookup lookup(std::move(*tables));
    const Answer answer = lookup.answer({.destination = IpAddress::parse("9.9.9.9").value()});
    CHECK(answer.is_found());
    CHECK(answer.device == "a");
    CHECK(answer.gateway == IpAddress::parse("10.0.0.1").value());
    CHECK(answer.source == IpAddress::parse("10.0.0.2").value());
    CHECK(stack.default_interface().value()->name == "a");
    CHECK(frozen(two_links + "default-interface b\n").default_interface().value()->name == "b");
}

TEST_CASE("neighbors of interfaces that are not there are not there") {
    const Stack stack = frozen(two_links +
                               "neighbor 10.0.0.1 dev a lladdr 02:00:00:00:00:01 PERMANENT\n"
                               "neighbor 10.0.0.1 dev gone lladdr 02:00:00:00:00:01 PERMANENT\n"
                               "neighbor fe80::1 dev b lladdr 02:00:00:00:00:02 STALE\n");
    std::vector<std::string> found;
    const auto note = [&](const Neighbor& one) {
        found.push_back(one.address.to_string());
        return Next::go_on;
    };
    REQUIRE(stack.each_neighbor({}, note));
    CHECK(found.size() == 2);
    found.clear();
    REQUIRE(stack.each_neighbor({.family = Family::ipv6, .device = "b"}, note));
    CHECK(found.size() == 1);
    CHECK_FALSE(stack.each_neighbor({.device = "gone"}, note));
}
