#include <doctest/doctest.h>

#include "snet/interface.hpp"

using namespace snet;

namespace {

using Words = std::vector<std::string>;

constexpr std::uint32_t up = 0x1, broadcast = 0x2, loopback = 0x8, noarp = 0x80, multicast = 0x1000, running = 0x40,
                        lower_up = 0x10000;

}  // namespace

TEST_CASE("an interface's flags are told in ip's order") {
    CHECK(interface_flag_names(up | loopback | running | lower_up) == Words{"LOOPBACK", "UP", "LOWER_UP"});
    CHECK(interface_flag_names(up | broadcast | multicast | running | lower_up) ==
          Words{"BROADCAST", "MULTICAST", "UP", "LOWER_UP"});
    CHECK(interface_flag_names(noarp) == Words{"NOARP"});
    CHECK(interface_flag_names(0).empty());
}

TEST_CASE("an interface that is up and does not run has no carrier") {
    CHECK(interface_flag_names(up | broadcast) == Words{"NO-CARRIER", "BROADCAST", "UP"});
    CHECK(interface_flag_names(broadcast) == Words{"BROADCAST"});
    CHECK(interface_flag_names(running).empty());
}

TEST_CASE("flags without a name are one hexadecimal number") {
    CHECK(interface_flag_names(up | running | 0x80000 | 0x100000) == Words{"UP", "180000"});
}

TEST_CASE("what is up and what loops back") {
    Interface interface;
    CHECK(!interface.is_up());
    interface.flags = up | loopback;
    CHECK(interface.is_up());
    CHECK(interface.is_loopback());
    CHECK(!interface.mac());
    interface.address = LinkAddress(MacAddress({2, 0, 0, 0, 0, 1}));
    CHECK(interface.mac()->to_string() == "02:00:00:00:00:01");
}

TEST_CASE("operational states of RFC 2863") {
    const char* const names[] = {"UNKNOWN", "NOTPRESENT", "DOWN", "LOWERLAYERDOWN", "TESTING", "DORMANT", "UP"};
    for (std::uint8_t state = 0; state < 7; ++state)
        CHECK(operstate_name(state) == names[state]);
    CHECK(operstate_name(7) == "0x7");
    CHECK(operstate_name(255) == "0xff");
}

TEST_CASE("link types have ip's names, or their number") {
    const struct {
        std::uint16_t type;
        const char* name;
    } expected[] = {{0, "netrom"},     {1, "ether"},     {32, "infiniband"}, {512, "ppp"},  {768, "ipip"},
                    {772, "loopback"}, {776, "sit"},     {778, "gre"},       {823, "gre6"}, {280, "can"},
                    {825, "6lowpan"},  {0xfffe, "none"}, {0xffff, "void"},   {9, "[9]"},    {1000, "[1000]"}};
    for (const auto& [type, name] : expected)
        CHECK(link_type_name(type) == name);
}
