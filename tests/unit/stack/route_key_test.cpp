#include "lib/stack/route_key.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string_view>

using namespace snet;

namespace {

const Names names;

Route route(std::string_view text) {
    const auto read = Route::parse(text, Family::ipv4, names);
    REQUIRE(read);
    return *read;
}

RouteKey key(std::string_view text) {
    return RouteKey(route(text));
}

// As a dump of Linux would have them.
constexpr std::string_view in_order[] = {
    "10.0.0.0/8 dev a table 256",
    "10.0.0.0/8 dev a table 1000",
    "0.0.0.0/0 dev a",
    "10.0.0.0/16 dev a tos 0x10",
    "10.0.0.0/16 dev a tos 0x08",
    "10.0.0.0/16 dev a",
    "10.0.0.0/16 dev a metric 5",
    "10.0.0.0/8 dev a",
    "10.1.0.0/16 dev a",
    "local 10.0.0.1 dev a table local",
    "2001:db8::/32 from 2001:db7::/32 dev a metric 2000",
    "2001:db8::/32 from 2001:db8:1::/48 dev a",
    "2001:db8::/32 from 2001:db8:1::/48 dev a metric 2000",
    "2001:db8::/32 from 2001:db8::/32 dev a metric 5",
    "2001:db8::/32 from 3000::/16 dev a metric 4",
    "2001:db8::/32 from 2000::/3 dev a metric 3",
    "2001:db8::/48 dev a",
    "2001:db8::/48 dev a metric 2000",
    "2001:db8:1::/48 dev a",
    "2001:db8::/32 dev a",
    "2001:db9::/32 dev a",
    "::/0 dev a",
    "local ::1 dev lo table local",
};

}  // namespace

TEST_CASE("routes of one key differ in other things only") {
    CHECK(key("10.0.0.0/8 dev a") == key("10.0.0.0/8 via 10.0.0.1 dev b metric 0 proto static src 10.0.0.2"));
    CHECK(key("10.0.0.0/8 dev a") == key("blackhole 10.0.0.0/8"));
    CHECK(key("2001:db8::/32 dev a") == key("2001:db8::/32 dev b metric 1024"));
    for (const std::string_view other : {"10.0.0.0/9 dev a", "10.0.0.0/8 dev a metric 1", "10.0.0.0/8 dev a tos 0x10",
                                         "10.0.0.0/8 dev a table 7", "11.0.0.0/8 dev a"})
        CHECK(key("10.0.0.0/8 dev a") != key(other));
    CHECK(key("2001:db8::/32 dev a") != key("2001:db8::/32 from 2001:db8::/48 dev a"));
}

TEST_CASE("keys stand in the order of a dump") {
    std::vector<RouteKey> expected;
    for (const std::string_view text : in_order)
        expected.push_back(key(text));
    std::mt19937 engine(1);
    for (int turn = 0; turn < 100; ++turn) {
        std::vector<RouteKey> sorted = expected;
        std::ranges::shuffle(sorted, engine);
        std::ranges::sort(sorted);
        CHECK(sorted == expected);
    }
}
