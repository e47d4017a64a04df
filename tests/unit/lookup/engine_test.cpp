#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

#include "lib/lookup/flow_hash.hpp"
#include "snet/lookup.hpp"

using namespace snet;

namespace {

constexpr std::uint32_t up = 1, loopback = 8;

IpAddress ip(std::string_view text) {
    return *IpAddress::parse(text);
}

Interface device(std::uint32_t index, std::string name, std::uint32_t flags, std::string_view address,
                 unsigned length) {
    Interface out;
    out.index = index;
    out.name = std::move(name);
    out.flags = flags;
    InterfaceAddress own;
    own.local = ip(address);
    own.prefix_length = static_cast<std::uint8_t>(length);
    out.addresses.push_back(std::move(own));
    return out;
}

// Routes and rules as `ip` prints them.
LookupTables tables(std::initializer_list<std::string_view> routes,
                    std::initializer_list<std::string_view> rules = {}) {
    const Names names;
    LookupTables out;
    out.interfaces = {device(1, "lo", up | loopback, "127.0.0.1", 8), device(2, "eth0", up, "10.0.0.1", 24),
                      device(3, "eth1", up, "10.1.0.1", 24)};
    for (const std::string_view text : routes)
        out.routes.push_back(Route::parse(text, Family::ipv4, names).value());
    for (const std::string_view text : rules)
        out.rules.push_back(Rule::parse(text, Family::ipv4, names).value());
    out.fib4_merged = rules.size() == 0;
    return out;
}

Flow to(std::string_view address) {
    return {.destination = ip(address), .from = {}, .iif = {}, .oif = {}, .vrf = {}};
}

std::uint32_t fold(const char* bytes, std::size_t size) {
    std::uint32_t hash = 0x811c9dc5;
    for (std::size_t i = 0; i < size; ++i)
        hash = (hash ^ static_cast<unsigned char>(bytes[i])) * 0x01000193;
    return hash >> 16 ^ (hash & 0xffff);
}

}  // namespace

TEST_CASE("the longest prefix answers, then the value of tos, then the lowest metric") {
    const Lookup lookup(
        tables({"default via 10.0.0.2 dev eth0", "10.2.0.0/16 dev eth0 metric 5",
                "10.2.0.0/16 via 10.1.0.2 dev eth1 metric 3", "10.2.0.0/16 tos 0x10 dev eth0 metric 9"}));
    CHECK(lookup.answer(to("9.9.9.9")).gateway == ip("10.0.0.2"));
    CHECK(lookup.answer(to("10.2.9.9")).gateway == ip("10.1.0.2"));
    CHECK(lookup.answer(to("10.2.9.9")).source == ip("10.1.0.1"));
    Flow flow = to("10.2.9.9");
    flow.tos = 0x10;
    CHECK(lookup.answer(flow).device == "eth0");
}

TEST_CASE("dead hops are passed by, and a refusing route ends the search") {
    const Lookup lookup(tables({"default dev eth1", "10.2.0.0/16 via 10.0.0.2 dev eth0 dead linkdown",
                                "prohibit 10.3.0.0/16", "throw 10.4.0.0/16"}));
    CHECK(lookup.answer(to("10.2.0.1")).device == "eth1");
    CHECK(lookup.answer(to("10.3.0.1")).type == RouteType::prohibit);
    CHECK(lookup.answer(to("10.3.0.1")).refusal == Refusal::route);
    CHECK(lookup.answer(to("10.4.0.1")).refusal == Refusal::no_route);
    Flow bound = to("10.3.0.1");
    bound.oif = "eth1";  // who is bound to a device knows better than the tables
    CHECK(lookup.answer(bound).is_found());
    bound.oif = "eth9";
    CHECK(lookup.answer(bound).refusal == Refusal::no_device);
}

TEST_CASE("rules lead, jump, suppress and refuse") {
    const Lookup lookup(tables({"default dev eth0", "10.2.0.0/16 dev eth1 table 100", "10.3.0.0/16 dev eth1"},
                               {"10: from all fwmark 0x1 lookup 100", "20: from all fwmark 0x2 goto 40",
                                "30: from all fwmark 0x2 prohibit", "40: from all lookup main suppress_prefixlength 0",
                                "50: not from all fwmark 0x3 lookup main", "60: from all unreachable"}));
    Flow flow = to("10.2.0.1");
    CHECK(lookup.answer(flow).rule->priority == 50);
    flow.mark = 1;
    CHECK(lookup.answer(flow).table == 100);
    flow.mark = 3;
    CHECK(lookup.answer(flow).refusal == Refusal::rule);
    flow.mark = 2;
    flow.destination = ip("10.3.0.1");
    Trace trace;
    CHECK(lookup.answer(flow, &trace).rule->priority == 40);
    REQUIRE(trace.rules.size() == 4);
    CHECK(trace.rules[3].fate == Trace::RuleFate::too_late);
    CHECK(trace.rules[0].fate == Trace::RuleFate::mark);
    CHECK(trace.rules[1].fate == Trace::RuleFate::jump);
    CHECK(trace.rules[2].fate == Trace::RuleFate::applies);
    REQUIRE(trace.routes.size() == 2);
    CHECK(trace.routes[0].fate == Trace::RouteFate::chosen);
    CHECK(trace.routes[1].fate == Trace::RouteFate::shorter);
}

namespace {

/// "PREFIX VIA FATE" of each route that a look-up came across.
std::vector<std::string> fates(const Lookup& lookup, const Flow& flow) {
    static constexpr std::string_view names[] = {"chosen",      "tos",    "dead",    "device", "from",
                                                 "unreachable", "metric", "shorter", "throws"};
    Trace trace;
    lookup.answer(flow, &trace);
    std::vector<std::string> told;
    for (const Trace::RouteStep& step : trace.routes) {
        const auto& hops = step.route->next_hops;
        told.push_back(step.route->destination.to_string() + " " +
                       (!hops.empty() && hops[0].gateway ? hops[0].gateway->to_string() : "-") + " " +
                       std::string(names[static_cast<std::size_t>(step.fate)]));
    }
    return told;
}

}  // namespace

TEST_CASE("IPv6: every matching route is told with its fate, the longest prefix first") {
    auto rows = tables({});
    for (const char* const text :
         {"default via fe80::1 dev eth0 metric 5", "2001:db8::/32 via fe80::2 dev eth0 metric 9",
          "2001:db8::/32 via fe80::3 dev eth1 metric 9", "2001:db8:1::/48 via fe80::4 dev eth0 metric 9 dead linkdown",
          "2001:db8:1::/64 from 2001:db8:9::/48 via fe80::5 dev eth0 metric 9", "2001:db8:2::/48 via fe80::6 dev eth1",
          "throw 2001:db8:3::/48"})
        rows.routes.push_back(Route::parse(text, Family::ipv6, Names()).value());
    rows.neighbors.push_back({.address = ip("fe80::2"), .device = "eth0", .state = NeighborState::failed});
    const Lookup lookup(std::move(rows));
    CHECK(fates(lookup, to("2001:db8:1::1")) ==
          std::vector<std::string>{"2001:db8:1::/64 fe80::5 from", "2001:db8:1::/48 fe80::4 dead",
                                   "2001:db8::/32 fe80::2 unreachable", "2001:db8::/32 fe80::3 chosen",
                                   "::/0 fe80::1 shorter"});
    Flow bound = to("2001:db8:2::1");
    bound.oif = "eth0";
    CHECK(fates(lookup, bound) == std::vector<std::string>{"2001:db8:2::/48 fe80::6 device",
                                                           "2001:db8::/32 fe80::2 unreachable",
                                                           "2001:db8::/32 fe80::3 device", "::/0 fe80::1 chosen"});
    CHECK(fates(lookup, to("2001:db8:3::1")) == std::vector<std::string>{"2001:db8:3::/48 - throws"});
}

TEST_CASE("IPv4: the default route that was taken is told to be chosen, not the first") {
    auto rows = tables({"default via 10.0.0.2 dev eth0", "default tos 0x10 via 10.0.0.4 dev eth0"});
    rows.routes.push_back(Route::parse("default via 10.0.0.3 dev eth0", Family::ipv4, Names()).value());
    rows.neighbors.push_back({.address = ip("10.0.0.3"), .device = "eth0", .state = NeighborState::reachable});
    CHECK(fates(Lookup(std::move(rows)), to("9.9.9.9")) == std::vector<std::string>{"0.0.0.0/0 10.0.0.4 tos",
                                                                                    "0.0.0.0/0 10.0.0.2 unreachable",
                                                                                    "0.0.0.0/0 10.0.0.3 chosen"});
}

TEST_CASE("packets are spread over several hops by their weights, each always the same way") {
    const Lookup lookup(
        tables({"10.2.0.0/16 nexthop via 10.0.0.2 dev eth0 weight 3 nexthop via 10.1.0.2 dev eth1 weight 1 "
                "nexthop via 10.1.0.3 dev eth1 weight 9 dead"}));
    int first = 0, second = 0;
    for (int i = 0; i < 4000; ++i) {
        const std::string address = "10.2." + std::to_string(i / 250) + "." + std::to_string(i % 250);
        const Answer answer = lookup.answer(to(address));
        CHECK(lookup.answer(to(address)).gateway == answer.gateway);
        first += answer.gateway == ip("10.0.0.2");
        second += answer.gateway == ip("10.1.0.2");
    }
    CHECK(first + second == 4000);
    CHECK(second > 850);
    CHECK(second < 1150);
}

TEST_CASE("the hash that spreads packets is the one that is written down") {
    // FNV-1a: of "a" e40c292c, of "foobar" bf9cf968. Here of four bytes, and of eight.
    const Packet packet{.destination = ip("10.2.0.1"), .source = {}, .iif = {}, .oif = {}, .vrf = {}};
    CHECK(flow_hash(packet) == fold("\x0a\x02\x00\x01", 4));
    Packet with_source = packet;
    with_source.source = ip("10.0.0.1");
    CHECK(flow_hash(with_source) == fold("\x0a\x02\x00\x01\x0a\x00\x00\x01", 8));
}

namespace {

constexpr std::uint32_t port_of_red = 4;

/// Two VRFs, red (table 10, with eth2 and the address 10.5.0.1) and blue (table 20), and the world outside of them.
LookupTables with_vrfs() {
    auto rows = tables({"default via 10.0.0.2 dev eth0", "default via 10.5.0.9 dev eth2 table 10",
                        "10.5.0.0/24 dev eth2 table 10 scope link", "local 10.5.0.1 dev eth2 table 10 scope host",
                        "10.7.0.0/16 dev eth0 table 20 scope link"},
                       {"0: from all lookup local", "1000: from all lookup [l3mdev-table]",
                        "1500: from all iif blue prohibit", "32766: from all lookup main"});
    const auto vrf = [&](std::uint32_t index, const char* name, std::string_view address, std::uint64_t table) {
        Interface one = device(index, name, up, address, 32);
        one.kind.kind = "vrf";
        one.kind.data = Fields{Field{"table", Value{table}}};
        rows.interfaces.push_back(std::move(one));
    };
    rows.interfaces.push_back(device(port_of_red, "eth2", up, "10.5.0.1", 24));
    rows.interfaces.back().master = "red";
    vrf(8, "red", "10.88.0.1", 10);
    vrf(9, "blue", "10.99.0.1", 20);
    return rows;
}

}  // namespace

TEST_CASE("who is bound to a VRF, or to one of its ports, asks the VRF's table") {
    const Lookup lookup(with_vrfs());
    CHECK(lookup.answer(to("10.5.0.7")).device == "eth0");
    for (const char* const name : {"red", "eth2"}) {
        Flow flow = to("10.5.0.7");
        flow.oif = name;
        CHECK(lookup.answer(flow).device == "eth2");
        CHECK(lookup.answer(flow).table == 10);
        CHECK(lookup.answer(flow).source == ip("10.5.0.1"));
        CHECK(lookup.answer(flow).rule->priority == 1000);
        flow.destination = ip("9.9.9.9");
        CHECK(lookup.answer(flow).gateway == ip("10.5.0.9"));
    }
    Flow flow = to("10.5.0.7");
    flow.vrf = "red";
    CHECK(lookup.answer(flow).device == "eth2");
    for (const char* const name : {"eth2", "nope"}) {
        flow.vrf = name;
        CHECK(lookup.answer(flow).refusal == Refusal::no_device);
    }
}

TEST_CASE("without a route in its VRF a packet goes on to the next rule") {
    const Lookup lookup(with_vrfs());
    Flow flow = to("8.8.8.8");
    flow.oif = "blue";
    Trace trace;
    CHECK(lookup.answer(flow, &trace).refusal == Refusal::rule);  // a rule for the VRF is one for what is in it
    REQUIRE(trace.rules.size() == 4);
    CHECK(trace.rules[3].fate == Trace::RuleFate::too_late);
    CHECK(trace.rules[1].fate == Trace::RuleFate::no_match);
    flow.destination = ip("10.7.0.1");
    const Answer leaked = lookup.answer(flow);
    CHECK(leaked.device == "eth0");  // out of the VRF, with an address of the VRF's
    CHECK(leaked.source == ip("10.99.0.1"));
    Trace outside;
    lookup.answer(to("8.8.8.8"), &outside);
    CHECK(outside.rules[1].fate == Trace::RuleFate::l3mdev);
    CHECK(outside.rules[2].fate == Trace::RuleFate::iif);
}

TEST_CASE("a VRF is the loopback of its own addresses") {
    const Lookup lookup(with_vrfs());
    Flow flow = to("10.5.0.1");
    flow.oif = "red";
    CHECK(lookup.answer(flow).type == RouteType::local);
    CHECK(lookup.answer(flow).device == "red");
    CHECK(lookup.answer(flow).source == ip("10.5.0.1"));
}

TEST_CASE("what comes in by a port of a VRF is looked up, and checked, in its table") {
    auto rows = with_vrfs();
    rows.sysctls = {{"net.ipv4.conf.eth2.forwarding", 1}, {"net.ipv4.conf.eth2.rp_filter", 1}};
    const Lookup lookup(std::move(rows));
    Flow flow = to("9.9.9.9");
    flow.from = ip("10.5.0.7");
    flow.iif = "eth2";
    CHECK(lookup.answer(flow).gateway == ip("10.5.0.9"));
    flow.destination = ip("10.5.0.1");
    CHECK(lookup.answer(flow).device == "red");
}

TEST_CASE("an IPv6 packet of a VRF has a source of the VRF's") {
    auto rows = with_vrfs();
    const auto give = [&](std::size_t i, std::string_view address) {
        InterfaceAddress own;
        own.local = ip(address);
        own.prefix_length = 64;
        rows.interfaces[i].addresses.push_back(own);
    };
    give(1, "2001:db8:1::1");
    give(4, "2001:db8:8::1");
    for (const char* const text : {"default dev eth0 table 254 metric 1", "2001:db8:9::/48 dev eth2 table 10 metric 1"})
        rows.routes.push_back(Route::parse(text, Family::ipv6, Names()).value());
    rows.rules.push_back(
        Rule::parse("1000: from all lookup [l3mdev-table] proto kernel", Family::ipv6, Names()).value());
    rows.rules.push_back(Rule::parse("32766: from all lookup main proto kernel", Family::ipv6, Names()).value());
    const Lookup lookup(std::move(rows));
    Flow flow = to("2001:db8:9::9");
    CHECK(lookup.answer(flow).source == ip("2001:db8:1::1"));
    flow.oif = "red";
    CHECK(lookup.answer(flow).device == "eth2");
    CHECK(lookup.answer(flow).source == ip("2001:db8:8::1"));
}

TEST_CASE("packets of one way have one answer, but for their destinations") {
    constexpr const char* forms[] = {"via 10.0.0.2 dev eth0",
                                     "via 10.0.0.3 dev eth0",
                                     "dev eth1 scope link",
                                     "dev eth1 src 10.0.0.1",
                                     "via 10.1.0.9 dev eth1 dead linkdown",
                                     "nexthop via 10.0.0.2 dev eth0 nexthop via 10.1.0.2 dev eth1"};
    auto rows = tables({"default via 10.0.0.2 dev eth0", "prohibit 10.40.0.0/16", "10.41.0.0/16 tos 0x10 dev eth0",
                        "local 10.0.0.1 dev eth0 table local", "throw 10.42.0.0/24"});
    std::mt19937 random(3);
    for (int i = 0; i < 400; ++i)
        rows.routes.push_back(Route::parse("10." + std::to_string(20 + i % 30) + "." + std::to_string(i / 30 * 16) +
                                               ".0/" + std::to_string(20 + i % 5) + " " + forms[random() % 6],
                                           Family::ipv4, Names())
                                  .value());
    const Lookup lookup(std::move(rows));
    std::vector<IpAddress> asked{ip("255.255.255.255"), ip("224.0.0.1"), ip("0.0.0.0"), ip("10.0.0.1"), ip("::1")};
    for (int i = 0; i < 3000; ++i)
        asked.push_back(ip("10." + std::to_string(random() % 60) + "." + std::to_string(random() % 256) + "." +
                           std::to_string(random() % 256)));
    std::vector<std::uint32_t> ways(asked.size());
    lookup.ways(asked, ways);
    std::map<std::uint32_t, Answer> answers;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        if (i < 5) CHECK(ways[i] == Lookup::unknown_way);
        if (ways[i] == Lookup::unknown_way) continue;
        Flow flow = to("0.0.0.0");
        flow.destination = asked[i];
        const Answer found = lookup.answer(flow), known = answers.try_emplace(ways[i], found).first->second;
        CHECK(found.type == RouteType::unicast);
        CHECK(found.gateway == known.gateway);
        CHECK(found.device == known.device);
        CHECK(found.source == known.source);
        CHECK(found.table == known.table);
    }
    CHECK(answers.size() == 4);
}

TEST_CASE("a jump backwards, which only a file can hold, does not go round in circles") {
    const Lookup lookup(tables({}, {"10: from all nop", "20: from all goto 10"}));
    CHECK(lookup.answer(to("10.2.0.1")).refusal == Refusal::no_route);
}

TEST_CASE("what comes in is checked against the way back") {
    auto rows =
        tables({"default via 10.0.0.2 dev eth0", "10.0.0.0/24 dev eth0 scope link", "10.1.0.0/24 dev eth1 scope link"});
    rows.sysctls = {{"net.ipv4.conf.eth0.forwarding", 1}, {"net.ipv4.conf.eth0.rp_filter", 1}};
    const Lookup lookup(std::move(rows));
    Flow flow = to("10.1.0.9");
    flow.iif = "eth0";
    CHECK(lookup.answer(flow).refusal == Refusal::invalid_source);
    flow.from = ip("8.8.8.8");
    CHECK(lookup.answer(flow).device == "eth1");
    flow.from = ip("10.1.0.7");
    CHECK(lookup.answer(flow).refusal == Refusal::reverse_path);
    flow.iif = "eth1";
    CHECK(lookup.answer(flow).refusal == Refusal::not_forwarding);
}

TEST_CASE("a table of many prefixes answers as one of few") {
    std::vector<std::string> texts{"default dev eth0"};
    for (int i = 0; i < 300; ++i)
        texts.push_back("10." + std::to_string(i % 200) + "." + std::to_string(i % 10) + ".0/24 via 10.1.0." +
                        std::to_string(i % 250 + 2) + " dev eth1");
    auto rows = tables({});
    for (const std::string& text : texts)
        rows.routes.push_back(Route::parse(text, Family::ipv4, Names()).value());
    for (const std::string& text : {std::string("10.7.7.7"), std::string("10.199.1.1"), std::string("9.9.9.9")}) {
        auto few = rows;
        std::erase_if(few.routes, [&](const Route& one) { return !one.destination.contains(ip(text)); });
        const Lookup all(rows), some(std::move(few));
        const Answer expected = some.answer(to(text)), found = all.answer(to(text));
        CHECK(found.device == expected.device);
        CHECK(found.gateway == expected.gateway);
        CHECK(found.route->destination == expected.route->destination);
    }
}
