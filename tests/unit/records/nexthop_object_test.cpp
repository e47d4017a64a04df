#include <doctest/doctest.h>

#include "snet/route.hpp"

using namespace snet;

namespace {

const Names names(false, "/nonexistent");

Value text(const char* word) {
    return {std::string(word)};
}

Value number(std::uint64_t value) {
    return {value};
}

}  // namespace

// The expected fields are what `ip -d -j nexthop` of iproute2 6.1 prints.
TEST_CASE("a single next hop with an encapsulation") {
    NexthopObject object{.id = 24, .scope = scope_link};
    object.hop.gateway = *IpAddress::parse("10.0.0.8");
    object.hop.device = "v0";
    object.hop.encapsulation =
        std::make_shared<const Encapsulation>(Encapsulation{"ip", {{"id", number(5)}, {"dst", text("1.2.3.4")}}});
    CHECK(nexthop_object_fields(object, names) ==
          Fields{{"id", number(24)},
                 {"encap", {Fields{{"type", text("ip")}, {"id", number(5)}, {"dst", text("1.2.3.4")}}}},
                 {"gateway", text("10.0.0.8")},
                 {"dev", text("v0")},
                 {"scope", text("link")},
                 {"protocol", text("unspec")},
                 {"flags", {Value::List{}}}});
}

TEST_CASE("a resilient group") {
    const NexthopObject object{.id = 32,
                               .group = {{.id = 20}, {.id = 21, .weight = 200}},
                               .resilience = NexthopObject::Resilience{
                                   .buckets = 32, .idle_timer = 6000, .unbalanced_timer = 30050, .unbalanced_time = 7}};
    CHECK(nexthop_object_fields(object, names) ==
          Fields{{"id", number(32)},
                 {"group",
                  {Value::List{{Fields{{"id", number(20)}}}, {Fields{{"id", number(21)}, {"weight", number(200)}}}}}},
                 {"type", text("resilient")},
                 {"resilient_args",
                  {Fields{{"buckets", number(32)},
                          {"idle_timer", {60.0}},
                          {"unbalanced_timer", {300.5}},
                          {"unbalanced_time", {0.07}}}}},
                 {"scope", text("global")},
                 {"protocol", text("unspec")},
                 {"flags", {Value::List{}}}});
}

TEST_CASE("a next hop that drops, and one of a bridge") {
    CHECK(nexthop_object_fields({.id = 22, .blackhole = true}, names) == Fields{{"id", number(22)},
                                                                                {"scope", text("global")},
                                                                                {"blackhole", {true}},
                                                                                {"protocol", text("unspec")},
                                                                                {"flags", {Value::List{}}}});
    CHECK(nexthop_object_fields({.id = 5, .fdb = true}, names).back() == Field{"fdb", {true}});
}
