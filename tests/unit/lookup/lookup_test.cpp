#include <doctest/doctest.h>
#include "lib/lookup/default_interface.hpp"
#include "lib/lookup/default_route.hpp"
#include "lib/lookup/settings.hpp"
#include "lib/lookup/source_address.hpp"
#include "lib/stack/subject.hpp"

using namespace snet;

namespace {

constexpr std::uint32_t up = 1, loopback = 8;

InterfaceAddress address(std::string_view text, unsigned length, std::uint8_t scope = scope_universe,
                         std::uint32_t flags = 0) {
    InterfaceAddress out;
    out.local = *IpAddress::parse(text);
    out.prefix_length = static_cast<std::uint8_t>(length);
    out.scope = scope;
    out.flags = flags;
    return out;
}

Interface device(std::uint32_t index, std::string name, std::uint32_t flags, std::vector<InterfaceAddress> addresses) {
    Interface out;
    out.index = index;
    out.name = std::move(name);
    out.flags = flags;
    out.addresses = std::move(addresses);
    return out;
}

IpAddress ip(std::string_view text) {
    return *IpAddress::parse(text);
}

Route default_via(std::uint32_t metric, RouteType type, std::uint32_t hop_flags = 0) {
    Route route;
    route.type = type;
    route.metric = metric;
    if (type == RouteType::unicast) route.next_hops.push_back({.device = "eth0", .flags = hop_flags});
    return route;
}

}  // namespace

TEST_CASE("an IPv4 source is the first primary address whose subnet holds the gateway") {
    const std::vector<Interface> all{
        device(1, "lo", up | loopback, {address("127.0.0.1", 8, scope_host), address("9.9.9.9", 32)}),
        device(2, "eth0", up,
               {address("10.0.0.1", 24), address("10.0.1.2", 24, scope_universe, address_secondary),
                address("10.0.1.1", 24)}),
        device(3, "eth1", up, {})};
    CHECK(choose_ipv4_source(all, {}, 2, ip("10.0.1.9"), scope_universe) == ip("10.0.1.1"));
    CHECK(choose_ipv4_source(all, {}, 2, ip("10.9.9.9"), scope_universe) == ip("10.0.0.1"));
    CHECK(choose_ipv4_source(all, {}, 2, std::nullopt, scope_universe) == ip("10.0.0.1"));
    CHECK(choose_ipv4_source(all, {}, 2, ip("fe80::1"), scope_universe) == ip("10.0.0.1"));
    CHECK(choose_ipv4_source(all, {}, 3, std::nullopt, scope_universe) == ip("9.9.9.9"));
    CHECK(choose_ipv4_source(all, {}, 3, std::nullopt, scope_host) == ip("127.0.0.1"));
    CHECK_FALSE(choose_ipv4_source({}, {}, 3, std::nullopt, scope_universe).has_value());
}

TEST_CASE("an IPv4 source is as narrow as the route allows") {
    const std::vector<Interface> all{device(1, "lo", up | loopback, {address("127.0.0.1", 8, scope_host)}),
                                     device(2, "eth0", up, {address("10.0.0.1", 24, scope_link)}),
                                     device(3, "eth1", up, {address("10.1.0.1", 24, scope_site)}),
                                     device(4, "v0", up, {})};
    CHECK(choose_ipv4_source(all, {}, 2, std::nullopt, scope_link) == ip("10.0.0.1"));
    CHECK(choose_ipv4_source(all, {}, 4, std::nullopt, scope_link) == ip("10.1.0.1"));  // not another's of link scope
    CHECK_FALSE(choose_ipv4_source(all, {}, 4, std::nullopt, scope_universe).has_value());
    CHECK(choose_ipv4_source(all, {}, 1, std::nullopt, scope_link) == ip("10.1.0.1"));
    CHECK(choose_ipv4_source(all, {.routes_localnet = {1}}, 1, std::nullopt, scope_link) == ip("127.0.0.1"));
}

TEST_CASE("an IPv6 gateway of an IPv4 route is read by its first bytes") {
    const std::vector<Interface> all{device(2, "eth0", up, {address("10.0.0.1", 24), address("10.0.1.1", 24)})};
    CHECK(choose_ipv4_source(all, {}, 2, ip("fe80::1"), scope_universe) == ip("10.0.0.1"));
    CHECK(choose_ipv4_source(all, {}, 2, ip("a00:109::1"), scope_universe) == ip("10.0.1.1"));
}

TEST_CASE("an IPv6 source follows RFC 6724") {
    const std::vector<Interface> all{
        device(2, "eth0", up,
               {address("fe80::1", 64, scope_link), address("2001:db8::1", 64, 0, address_deprecated),
                address("2001:db8::2", 64), address("2001:db8::3", 64, 0, address_tentative)}),
        device(3, "eth1", up, {address("2001:db8:5::1", 64)})};
    CHECK(choose_ipv6_source(all, {}, 2, ip("2001:db8:5::9")) == ip("2001:db8::2"));
    CHECK(choose_ipv6_source(all, {}, 2, ip("fe80::9")) == ip("fe80::1"));
    CHECK(choose_ipv6_source(all, {}, 2, ip("2001:db8::1")) == ip("2001:db8::1"));
    CHECK(choose_ipv6_source(all, {}, 2, ip("::")) == ip("fe80::1"));
    CHECK_FALSE(choose_ipv6_source(all, {}, 3, ip("fe80::9")) == ip("fe80::1"));
}

TEST_CASE("an IPv6 source may be of a device that is down, not of another one for a group or a link-local address") {
    const std::vector<Interface> all{device(2, "eth0", up, {}), device(3, "eth1", 0, {address("2001:db8::1", 64)})};
    CHECK(choose_ipv6_source(all, {}, 2, ip("2001:db8:5::9")) == ip("2001:db8::1"));
    CHECK_FALSE(choose_ipv6_source(all, {}, 2, ip("ff0e::9")).has_value());
    CHECK_FALSE(choose_ipv6_source(all, {}, 2, ip("::1")).has_value());
    CHECK_FALSE(choose_ipv6_source(all, {.own_only = {2}}, 2, ip("2001:db8:5::9")).has_value());
}

TEST_CASE("age and optimism of an IPv6 source") {
    const auto choose = [](InterfaceAddress first, InterfaceAddress second, const Ipv6Policy& policy = {}) {
        const std::vector<Interface> all{device(2, "eth0", up, {std::move(first), std::move(second)})};
        return choose_ipv6_source(all, policy, 2, ip("2600::9"));
    };
    const auto good = address("2001:db8::1", 64), old = address("2600::1", 64, 0, address_deprecated);
    const auto optimistic = address("2600::1", 64, 0, address_optimistic | address_tentative);
    CHECK(choose(old, good) == good.local);
    CHECK(choose(optimistic, good) == good.local);
    CHECK(choose(optimistic, good, {.uses_optimistic = {2}}) == optimistic.local);
    CHECK(choose(optimistic, address("2600::2", 64), {.uses_optimistic = {2}}) == ip("2600::2"));
    CHECK(choose(address("e000::1", 64, 0, address_deprecated), old) ==
          ip("e000::1"));  // reserved: its age does not count
}

TEST_CASE("labels, temporary addresses and ORCHIDs of an IPv6 source") {
    const auto temporary = address("2001:db8::2", 64, 0, address_temporary);
    const std::vector<Interface> all{device(
        2, "eth0", up, {address("2001:db8::1", 64), temporary, address("2001:10::1", 28), address("fd00::1", 64)})};
    const AddressLabel local{.prefix = *Prefix::parse("fc00::/7"), .label = 5};
    CHECK(choose_ipv6_source(all, {}, 2, ip("2001:db8::9")) == ip("2001:db8::1"));
    CHECK(choose_ipv6_source(all, {.prefers_temporary = {2}}, 2, ip("2001:db8::9")) == temporary.local);
    CHECK(choose_ipv6_source(all, {}, 2, ip("2001:20::9")) == ip("2001:db8::1"));
    CHECK(choose_ipv6_source(all, {}, 2, ip("2001:1f::9")) == ip("2001:10::1"));
    CHECK(choose_ipv6_source(all, {.labels = {local}}, 2, ip("fc00::9")) == ip("fd00::1"));
}

TEST_CASE("the default route has the lowest metric and a living next hop") {
    constexpr std::uint32_t dead = 1;
    DefaultRoute best;
    best.offer(default_via(5, RouteType::unicast, dead));
    best.offer(default_via(20, RouteType::unicast));
    best.offer(default_via(10, RouteType::unicast));
    best.offer(default_via(30, RouteType::blackhole));
    CHECK(best.take()->metric == 10);
    DefaultRoute refused;
    refused.offer(default_via(20, RouteType::unicast));
    refused.offer(default_via(10, RouteType::unreachable));
    CHECK_FALSE(refused.take().has_value());
}

TEST_CASE("an interface is found by an address of it") {
    std::vector<Interface> all{device(7, "eth0", up, {}), device(2, "7", up, {}), device(3, "eth1", up, {})};
    const auto on = [](std::uint32_t index, InterfaceAddress one) {
        one.index = index;
        return one;
    };
    join(all, {on(3, address("10.0.0.1", 24)), on(99, address("10.0.0.2", 24)), on(3, address("fe80::1", 64)),
               on(7, address("fe80::1", 64))});
    CHECK(all.front().index == 2);
    const auto holders = [&](std::string_view text) {
        std::vector<std::uint32_t> indices;
        const auto own = OwnAddress::parse(text);
        for (const Interface& one : all)
            if (own && own->is_of(one)) indices.push_back(one.index);
        return indices;
    };
    using Indices = std::vector<std::uint32_t>;
    CHECK(holders("10.0.0.1") == Indices{3});
    CHECK(holders("fe80::1") == Indices{3, 7});
    CHECK(holders("fe80::1%eth0") == Indices{7});
    CHECK(holders("fe80::1%3") == Indices{3});
    CHECK(holders("fe80::1%7x").empty());
    CHECK(holders("10.0.0.2").empty());
    CHECK_FALSE(OwnAddress::parse("eth1").has_value());
    CHECK(choose_default_interface(all)->index == 3);
}

TEST_CASE("an index is written without leading zeros, and a name without its @link") {
    CHECK(index_of("3") == 3);
    CHECK(index_of("4294967295") == 4294967295);
    for (const char* const text : {"", "0", "03", "+3", "-3", "3x", "4294967296"})
        CHECK_FALSE(index_of(text).has_value());
    CHECK(no_such_interface("eth0@if3").kind == ErrorKind::invalid);
    CHECK(no_such_interface("nope").kind == ErrorKind::not_found);
}

TEST_CASE("temporary addresses are asked about only where there is an IPv6 address") {
    const std::vector<Interface> all{device(2, "eth0", up, {address("10.0.0.1", 24)}),
                                     device(3, "eth1", up, {address("2001:db8::1", 64)}), device(4, "eth2", up, {})};
    std::vector<std::string> asked;
    const auto ask = [&](const std::string& name) {
        if (name.ends_with("use_tempaddr")) asked.push_back(name);
        return std::optional(2);
    };
    const Ipv6Policy policy = read_ipv6_policy(Settings(ask), all);
    CHECK(policy.prefers_temporary == std::vector<std::uint32_t>{3});
    CHECK(policy.own_only == std::vector<std::uint32_t>{2, 3, 4});
    CHECK(asked == std::vector<std::string>{"net.ipv6.conf.eth1.use_tempaddr"});
}
