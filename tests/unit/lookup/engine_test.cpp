#include <doctest/doctest.h>

#include <algorithm>

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
    return {.destination = ip(address), .from = {}, .iif = {}, .oif = {}};
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
    REQUIRE(trace.rules.size() == 3);
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
