#include <doctest/doctest.h>
#include <linux/lwtunnel.h>
#include <linux/mpls_iptunnel.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include "platform/linux/decode.hpp"
#include "tests/unit/platform/message.hpp"

using namespace snet;
using namespace snet::platform;
using snet::test::MessageBuilder;

namespace {

constexpr unsigned char unknown_flag = 0x80;  // of RTNH_F_*

MessageBuilder multipath_route() {
    rtmsg header{};
    header.rtm_family = AF_INET;
    header.rtm_dst_len = 24;
    header.rtm_table = RT_TABLE_MAIN;
    header.rtm_type = RTN_UNICAST;
    const MessageBuilder first_hop =
        MessageBuilder(rtnexthop{.rtnh_len = 24, .rtnh_flags = 0, .rtnh_hops = 1, .rtnh_ifindex = 2})
            .address(RTA_GATEWAY, {192, 0, 2, 1})
            .number(RTA_FLOW, std::uint32_t{9});
    const MessageBuilder second_hop = MessageBuilder(
        rtnexthop{.rtnh_len = 8, .rtnh_flags = RTNH_F_LINKDOWN | unknown_flag, .rtnh_hops = 0, .rtnh_ifindex = 9});
    std::vector<std::uint8_t> hops = first_hop.data();
    hops.insert(hops.end(), second_hop.data().begin(), second_hop.data().end());
    return MessageBuilder(header)
        .number(RTA_TABLE, std::uint32_t{1000})
        .address(RTA_DST, {10, 1, 2, 0})
        .number(RTA_PRIORITY, std::uint32_t{7})
        .nest(RTA_METRICS,
              MessageBuilder().number(RTAX_LOCK, std::uint32_t{1 << RTAX_MTU}).number(RTAX_MTU, std::uint32_t{1400}))
        .bytes(RTA_MULTIPATH, hops.data(), hops.size());
}

}  // namespace

TEST_CASE("a multipath route") {
    Devices devices;
    devices.add(2, "eth0");
    Route route;
    REQUIRE(decode_route(multipath_route().data(), devices, route));
    CHECK(route.destination.to_string() == "10.1.2.0/24");
    CHECK(route.table == 1000);
    CHECK(route.metric == 7U);
    REQUIRE(route.metrics.size() == 1);
    CHECK(route.metrics[0].value == 1400);
    CHECK(route.locked_metrics == 1 << RTAX_MTU);
    REQUIRE(route.next_hops.size() == 2);
    CHECK(route.next_hops[0].gateway->to_string() == "192.0.2.1");
    CHECK(route.next_hops[0].device == "eth0");
    CHECK(route.next_hops[0].weight == 2);
    CHECK_FALSE(route.next_hops[1].gateway);
    CHECK(route.next_hops[1].device == "if9");
    CHECK(route.next_hops[1].flags == RTNH_F_LINKDOWN);
}

TEST_CASE("realms are the route's, also of one that refuses, or each hop's of a multipath route") {
    rtmsg header{};
    header.rtm_family = AF_INET;
    header.rtm_type = RTN_BLACKHOLE;
    Devices devices;
    Route route;
    REQUIRE(decode_route(MessageBuilder(header).number(RTA_FLOW, std::uint32_t{0x50006}).data(), devices, route));
    CHECK(route.next_hops.empty());
    CHECK(route.realms == 0x50006U);

    header.rtm_type = RTN_UNICAST;
    const auto single =
        MessageBuilder(header).number(RTA_OIF, std::uint32_t{2}).number(RTA_FLOW, std::uint32_t{7}).data();
    REQUIRE(decode_route(single, devices, route));
    REQUIRE(route.next_hops.size() == 1);
    CHECK(route.realms == 7U);
    CHECK_FALSE(route.next_hops[0].realms);

    REQUIRE(decode_route(multipath_route().data(), devices, route));
    CHECK_FALSE(route.realms);
    CHECK(route.next_hops[0].realms == 9U);
    CHECK_FALSE(route.next_hops[1].realms);
}

TEST_CASE("a group of one next hop makes a multipath route") {
    rtmsg header{};
    header.rtm_family = AF_INET6;
    header.rtm_type = RTN_UNICAST;
    const rtnexthop hop{.rtnh_len = 8, .rtnh_flags = 0, .rtnh_hops = 0, .rtnh_ifindex = 2};
    Devices devices;
    Route route;
    const auto group =
        MessageBuilder(header).number(RTA_NH_ID, std::uint32_t{61}).bytes(RTA_MULTIPATH, &hop, sizeof hop).data();
    REQUIRE(decode_route(group, devices, route));
    CHECK(route.next_hops.size() == 1);
    CHECK(route.is_multipath());
    const auto single = MessageBuilder(header).number(RTA_NH_ID, std::uint32_t{60}).number(RTA_OIF, std::uint32_t{2});
    REQUIRE(decode_route(single.data(), devices, route));
    CHECK_FALSE(route.is_multipath());
}

TEST_CASE("a route message cut anywhere is never read past its end") {
    const std::vector<std::uint8_t> whole = multipath_route().data();
    Devices devices;
    Route route;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const std::vector<std::uint8_t> part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        const bool decoded = decode_route(part, devices, route);
        CHECK((size >= sizeof(rtmsg) + 16) == decoded);  // RTA_TABLE and RTA_DST
    }
}

TEST_CASE("an MPLS encapsulation has its labels up to the bottom of the stack") {
    Devices devices;
    const auto bytes = MessageBuilder().address(MPLS_IPTUNNEL_DST, {0, 6, 0x40, 0, 0, 12, 0x81, 0, 0, 99, 0, 0}).data();
    const auto encapsulation = decode_encapsulation(LWTUNNEL_ENCAP_MPLS, bytes, devices);
    REQUIRE(encapsulation);
    CHECK(encapsulation->type == "mpls");
    REQUIRE(encapsulation->fields.size() == 1);
    CHECK(encapsulation->fields[0] == Field{"dst", {.data = std::string("100/200")}});
}
