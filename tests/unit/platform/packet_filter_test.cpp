#include "platform/linux/packet_filter.hpp"

#include <doctest/doctest.h>
#include <linux/if_packet.h>
#include <sys/socket.h>

#include <array>

#include "lib/frames/arp.hpp"
#include "lib/frames/group_questions.hpp"
#include "lib/frames/neighbor_discovery.hpp"
#include "platform/linux/descriptor.hpp"

using namespace snet;
using namespace snet::platform;
using namespace snet::frames;

namespace {

using Bytes = std::vector<std::uint8_t>;

struct Arrived {
    Bytes frame;
    std::uint32_t interface = 1;
    std::uint32_t kind = PACKET_HOST;
};

// What the kernel does with the few instructions that we use. A load behind the end refuses the packet.
bool passes(const std::vector<sock_filter>& program, const Arrived& packet) {
    std::uint32_t loaded = 0;
    for (std::size_t at = 0; at < program.size(); ++at) {
        const sock_filter& one = program[at];
        if (BPF_CLASS(one.code) == BPF_RET) return one.k != 0;
        if (BPF_CLASS(one.code) == BPF_JMP) {
            REQUIRE(BPF_OP(one.code) == BPF_JEQ);
            at += loaded == one.k ? one.jt : one.jf;
            continue;
        }
        REQUIRE(BPF_CLASS(one.code) == BPF_LD);
        if (one.k == static_cast<std::uint32_t>(SKF_AD_OFF + SKF_AD_PKTTYPE)) {
            loaded = packet.kind;
        } else if (one.k == static_cast<std::uint32_t>(SKF_AD_OFF + SKF_AD_IFINDEX)) {
            loaded = packet.interface;
        } else {
            const std::size_t size = BPF_SIZE(one.code) == BPF_H ? 2 : 1;
            if (one.k + size > packet.frame.size()) return false;
            loaded = packet.frame[one.k];
            if (size == 2) loaded = loaded << 8 | packet.frame[one.k + 1];
        }
    }
    FAIL("the program has no end");
    return false;
}

const MacAddress own = *MacAddress::parse("02:00:00:00:00:01"), other = *MacAddress::parse("02:00:00:00:00:02");

IpAddress ip(const char* text) {
    return *IpAddress::parse(text);
}

Bytes arp(std::uint16_t operation) {
    auto frame = arp_question(other, ip("10.0.0.2"), ip("10.0.0.1"));
    frame.operation = operation;
    const auto bytes = frame.to_bytes();
    return {bytes.begin(), bytes.end()};
}

Bytes icmpv6(std::uint8_t type, Icmpv6Extension extension = Icmpv6Extension::none) {
    const Bytes body(24);
    const Icmpv6Packet packet{.source = ip("fe80::2"), .destination = ip("fe80::1"), .type = type, .body = body};
    return ethernet_frame(own, other, ethertype_ipv6, packet.to_bytes(extension));
}

}  // namespace

TEST_CASE("a filter passes what is to be heard") {
    const auto both = packet_filter({.arp_operations = {2}, .icmpv6_types = {136, 143}}, {});
    CHECK(passes(both, {arp(2)}));
    CHECK_FALSE(passes(both, {arp(1)}));
    CHECK(passes(both, {icmpv6(136)}));
    CHECK_FALSE(passes(both, {icmpv6(135)}));
    CHECK(passes(both, {icmpv6(143, Icmpv6Extension::router_alert)}));
    CHECK_FALSE(passes(both, {icmpv6(135, Icmpv6Extension::router_alert)}));
    CHECK_FALSE(passes(both, {icmpv6(136, Icmpv6Extension::unknown_option)}));
    const auto only_arp = packet_filter({.arp_operations = {1, 2}, .icmpv6_types = {}}, {});
    CHECK(passes(only_arp, {arp(1)}));
    CHECK_FALSE(passes(only_arp, {icmpv6(136)}));
    const auto nothing = packet_filter({}, {});
    CHECK_FALSE(passes(nothing, {arp(2)}));
    CHECK_FALSE(passes(nothing, {icmpv6(136)}));
}

TEST_CASE("... sent to this host or to a group, not what it sent itself") {
    const auto filter = packet_filter({.arp_operations = {2}, .icmpv6_types = {}}, {});
    for (const std::uint32_t kind : std::array<std::uint32_t, 3>{PACKET_HOST, PACKET_BROADCAST, PACKET_MULTICAST})
        CHECK(passes(filter, {arp(2), 1, kind}));
    for (const std::uint32_t kind : std::array<std::uint32_t, 3>{PACKET_OTHERHOST, PACKET_OUTGOING, PACKET_LOOPBACK})
        CHECK_FALSE(passes(filter, {arp(2), 1, kind}));
}

TEST_CASE("... on its interfaces") {
    std::vector<std::uint32_t> interfaces;
    for (std::uint32_t i = 1; i <= 200; ++i)
        interfaces.push_back(i * 1000);
    const auto filter = packet_filter({.arp_operations = {2}, .icmpv6_types = {}}, interfaces);
    CHECK(passes(filter, {arp(2), 1000}));
    CHECK(passes(filter, {arp(2), 200000}));
    CHECK_FALSE(passes(filter, {arp(2), 1001}));
    CHECK_FALSE(passes(filter, {arp(1), 1000}));
    interfaces.push_back(7);  // more than a jump reaches: then who receives looks
    CHECK(passes(packet_filter({.arp_operations = {2}, .icmpv6_types = {}}, interfaces), {arp(2), 1001}));
}

TEST_CASE("... and nothing that is cut off before what is looked at") {
    const auto filter = packet_filter({.arp_operations = {2}, .icmpv6_types = {136, 143}}, {});
    for (std::size_t size = 0; size < 22; ++size) {
        Bytes cut = arp(2);
        cut.resize(size);
        CHECK_FALSE(passes(filter, {cut}));
    }
}

TEST_CASE("the kernel takes the filters") {
    std::array<int, 2> ends{};
    REQUIRE(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends.data()) == 0);
    const Descriptor one(ends[0]);
    const Descriptor two(ends[1]);
    for (const Heard& heard :
         {Heard{}, Heard{{1, 2}, {}}, Heard{{}, {136}}, Heard{{1, 2}, {4, 129, 131, 135, 136, 143}}}) {
        auto code = packet_filter(heard, std::vector<std::uint32_t>(200, 7));
        const sock_fprog program{.len = static_cast<unsigned short>(code.size()), .filter = code.data()};
        CHECK(setsockopt(one.number(), SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) == 0);
    }
}
