#include <doctest/doctest.h>
#include <linux/can/netlink.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>

#include <array>
#include <string>

#include "platform/linux/decode.hpp"
#include "tests/unit/platform/link_json.hpp"
#include "tests/unit/platform/message.hpp"

// Controllers that no recording has. The expected text is what `ip -d -s -j link` of iproute2 6.1 printed when it was
// given the same bytes.

using namespace snet;
using snet::test::MessageBuilder;

namespace {

constexpr can_bittiming timing{.bitrate = 500000,
                               .sample_point = 875,
                               .tq = 12,
                               .prop_seg = 69,
                               .phase_seg1 = 70,
                               .phase_seg2 = 20,
                               .sjw = 1,
                               .brp = 3};
constexpr can_bittiming data_timing{.bitrate = 2000000,
                                    .sample_point = 750,
                                    .tq = 25,
                                    .prop_seg = 3,
                                    .phase_seg1 = 4,
                                    .phase_seg2 = 5,
                                    .sjw = 6,
                                    .brp = 7};
constexpr can_bittiming_const limits{.name = "mcp251x",
                                     .tseg1_min = 3,
                                     .tseg1_max = 16,
                                     .tseg2_min = 2,
                                     .tseg2_max = 8,
                                     .sjw_max = 4,
                                     .brp_min = 1,
                                     .brp_max = 64,
                                     .brp_inc = 1};

template <class Structure>
MessageBuilder& add(MessageBuilder& builder, std::uint16_t type, const Structure& structure) {
    return builder.bytes(type, &structure, sizeof structure);
}

MessageBuilder delays() {
    MessageBuilder nest;
    for (std::uint16_t type = IFLA_CAN_TDC_TDCV_MIN; type <= IFLA_CAN_TDC_TDCF; ++type)
        nest.number(type, std::uint32_t{type} * 10);
    return nest;
}

std::string linkinfo(const MessageBuilder& info) {
    const auto bytes = MessageBuilder(ifinfomsg{.ifi_type = 280, .ifi_index = 5})
                           .bytes(IFLA_IFNAME, "can0", 5)
                           .nest(IFLA_LINKINFO, info)
                           .data();
    Interface link;
    REQUIRE(platform::decode_link(bytes, {.details = true, .statistics = true}, link));
    return test::kind_json(link.kind).dump();
}

MessageBuilder controller(const MessageBuilder& data) {
    return MessageBuilder().bytes(IFLA_INFO_KIND, "can", 4).nest(IFLA_INFO_DATA, data);
}

}  // namespace

TEST_CASE("a CAN FD controller") {
    MessageBuilder data;
    add(data, IFLA_CAN_BITTIMING, timing);
    add(data, IFLA_CAN_BITTIMING_CONST, limits);
    add(data, IFLA_CAN_DATA_BITTIMING, data_timing);
    add(data, IFLA_CAN_DATA_BITTIMING_CONST, limits);
    data.nest(IFLA_CAN_TDC, delays());
    add(data, IFLA_CAN_CTRLMODE, can_ctrlmode{.mask = 0xffff, .flags = 0x7a0});
    data.nest(IFLA_CAN_CTRLMODE_EXT, MessageBuilder().number(IFLA_CAN_CTRLMODE_SUPPORTED, std::uint32_t{0x1a0}));
    data.number(IFLA_CAN_STATE, std::uint32_t{CAN_STATE_BUS_OFF});
    add(data, IFLA_CAN_BERR_COUNTER, can_berr_counter{.txerr = 5, .rxerr = 7});
    data.number(IFLA_CAN_RESTART_MS, std::uint32_t{100});
    add(data, IFLA_CAN_CLOCK, can_clock{.freq = 8000000});
    CHECK(
        linkinfo(controller(data)) ==
        R"({"info_kind":"can","info_data":{"ctrlmode":["FD","FD-NON-ISO","CC-LEN8-DLC","TDC-AUTO","TDC-MANUAL"],)"
        R"("ctrlmode_supported":["FD","FD-NON-ISO","CC-LEN8-DLC"],"ctrlmode_static":["TDC-AUTO","TDC-MANUAL"],)"
        R"("state":"BUS-OFF","berr_counter":{"tx":5,"rx":7},"restart_ms":100,)"
        R"("bittiming":{"bitrate":500000,"sample_point":"0.875","tq":12,"prop_seg":69,"phase_seg1":70,"phase_seg2":20,)"
        R"("sjw":1,"brp":3},)"
        R"("bittiming_const":{"name":"mcp251x","tseg1":{"min":3,"max":16},"tseg2":{"min":2,"max":8},)"
        R"("sjw":{"min":1,"max":4},"brp":{"min":1,"max":64},"brp_inc":1},)"
        R"("data_bittiming":{"bitrate":2000000,"sample_point":"0.750","tq":25,"prop_seg":3,"phase_seg1":4,)"
        R"("phase_seg2":5,"sjw":6,"brp":7,"tdc":{"tdcv":70,"tdco":80,"tdcf":90}},)"
        R"("data_bittiming_const":{"name":"mcp251x","tseg1":{"min":3,"max":16},"tseg2":{"min":2,"max":8},)"
        R"("sjw":{"min":1,"max":4},"brp":{"min":1,"max":64},"brp_inc":1,)"
        R"("tdc":{"tdcv":{"min":10,"max":20},"tdco":{"min":30,"max":40},"tdcf":{"min":50,"max":60}}},"clock":8000000}})");
}

TEST_CASE("a CAN controller of fixed rates shows those instead of the timing") {
    MessageBuilder data;
    add(data, IFLA_CAN_BITTIMING, timing);
    add(data, IFLA_CAN_BITTIMING_CONST, limits);
    add(data, IFLA_CAN_BITRATE_CONST, std::array<std::uint32_t, 2>{125000, 500000});
    add(data, IFLA_CAN_DATA_BITTIMING, data_timing);
    add(data, IFLA_CAN_DATA_BITTIMING_CONST, limits);
    add(data, IFLA_CAN_DATA_BITRATE_CONST, std::array<std::uint32_t, 1>{2000000});
    data.nest(IFLA_CAN_TDC, delays());
    data.number(IFLA_CAN_TERMINATION, std::uint16_t{120});
    add(data, IFLA_CAN_TERMINATION_CONST, std::array<std::uint16_t, 2>{0, 120});
    CHECK(linkinfo(controller(data)) ==
          R"({"info_kind":"can","info_data":{"bittiming_bitrate":500000,"bitrate_const":[125000,500000],)"
          R"("data_bittiming_bitrate":2000000,"data_bitrate_const":[2000000],)"
          R"("termination":120,"termination_const":[0,120]}})");
}

TEST_CASE("what a CAN controller leaves open") {
    MessageBuilder data;
    add(data, IFLA_CAN_BITTIMING, can_bittiming{.sample_point = 100000});
    data.number(IFLA_CAN_STATE, std::uint32_t{9});
    add(data, IFLA_CAN_CTRLMODE, can_ctrlmode{.mask = 0, .flags = 0x3801});
    data.nest(IFLA_CAN_CTRLMODE_EXT, MessageBuilder());
    data.number(IFLA_CAN_TERMINATION, std::uint16_t{120});
    add(data, IFLA_CAN_DATA_BITTIMING_CONST, limits);
    data.nest(IFLA_CAN_TDC, MessageBuilder());
    CHECK(linkinfo(controller(data)) ==
          R"({"info_kind":"can","info_data":{"ctrlmode":["LOOPBACK","3800"],"state":"UNKNOWN",)"
          R"("bittiming":{"bitrate":0,"sample_point":"100.0","tq":0,"prop_seg":0,"phase_seg1":0,"phase_seg2":0,)"
          R"("sjw":0,"brp":0},"data_bittiming_const":{"name":"mcp251x","tseg1":{"min":3,"max":16},)"
          R"("tseg2":{"min":2,"max":8},"sjw":{"min":1,"max":4},"brp":{"min":1,"max":64},"brp_inc":1,"tdc":{}}}})");
}

TEST_CASE("a CAN controller's own counters") {
    const can_device_stats counters{
        .bus_error = 1, .error_warning = 2, .error_passive = 3, .bus_off = 4, .arbitration_lost = 5, .restarts = 6};
    MessageBuilder info = controller(MessageBuilder().number(IFLA_CAN_STATE, std::uint32_t{CAN_STATE_STOPPED}));
    add(info, IFLA_INFO_XSTATS, counters);
    CHECK(linkinfo(info) ==
          R"({"info_kind":"can","info_data":{"state":"STOPPED"},"info_xstats":{"restarts":6,"bus_error":1,)"
          R"("arbitration_lost":5,"error_warning":2,"error_passive":3,"bus_off":4}})");
}
