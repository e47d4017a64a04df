#include "lib/frames/arp.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace snet;
using namespace snet::frames;

namespace {

MacAddress mac(const char* text) {
    return *MacAddress::parse(text);
}

IpAddress ip(const char* text) {
    return *IpAddress::parse(text);
}

using Bytes = std::vector<std::uint8_t>;

// As recorded: 10.0.0.2 answers 10.0.0.1, and the padding of a real link.
const Bytes recorded{0x02, 0x00, 0x00, 0x00, 0x00, 0x01, 0x02, 0x00, 0x00, 0x00, 0x00, 0x02, 0x08, 0x06,
                     0x00, 0x01, 0x08, 0x00, 0x06, 0x04, 0x00, 0x02, 0x02, 0x00, 0x00, 0x00, 0x00, 0x02,
                     0x0a, 0x00, 0x00, 0x02, 0x02, 0x00, 0x00, 0x00, 0x00, 0x01, 0x0a, 0x00, 0x00, 0x01};

Bytes with(std::size_t at, std::uint8_t value) {
    Bytes bytes = recorded;
    bytes[at] = value;
    return bytes;
}

Bytes tagged(const Bytes& frame, std::uint16_t type, std::uint16_t vlan) {
    Bytes bytes = frame;
    bytes.insert(bytes.begin() + 12, {static_cast<std::uint8_t>(type >> 8), static_cast<std::uint8_t>(type),
                                      static_cast<std::uint8_t>(vlan >> 8), static_cast<std::uint8_t>(vlan)});
    return bytes;
}

const ArpFrame question = arp_question(mac("02:00:00:00:00:01"), ip("10.0.0.1"), ip("10.0.0.2"));

}  // namespace

TEST_CASE("a recorded answer is read, and written as it was") {
    const auto frame = ArpFrame::parse(recorded);
    REQUIRE(frame);
    CHECK(frame->operation == arp_reply);
    CHECK(frame->sender == ip("10.0.0.2"));
    CHECK(frame->sender_mac == mac("02:00:00:00:00:02"));
    CHECK(frame->target == ip("10.0.0.1"));
    CHECK(frame->target_mac == mac("02:00:00:00:00:01"));
    CHECK(frame->is_answer_to(question));
    CHECK_FALSE(frame->is_gratuitous());
    const auto bytes = frame->to_bytes();
    CHECK(Bytes(bytes.begin(), bytes.end()) == recorded);
}

TEST_CASE("padding is ignored, and what is cut off is no message") {
    Bytes padded = recorded;
    padded.resize(60);
    CHECK(ArpFrame::parse(padded) == ArpFrame::parse(recorded));
    for (std::size_t size = 0; size < recorded.size(); ++size)
        CHECK_FALSE(ArpFrame::parse(std::span(recorded).first(size)));
}

TEST_CASE("other hardware, protocols and sizes are none of ours") {
    for (std::size_t at = 12; at < 20; ++at)
        CHECK_FALSE(ArpFrame::parse(with(at, 0x77)));
}

TEST_CASE("a VLAN's frames are another link's; a priority is no VLAN") {
    CHECK(ArpFrame::parse(tagged(recorded, 0x8100, 0xe000)) == ArpFrame::parse(recorded));
    CHECK_FALSE(ArpFrame::parse(tagged(recorded, 0x8100, 5)));
    CHECK_FALSE(ArpFrame::parse(tagged(tagged(recorded, 0x8100, 0), 0x88a8, 5)));
    CHECK_FALSE(ArpFrame::parse(tagged(tagged(recorded, 0x8100, 5), 0x88a8, 0)));
    CHECK(ArpFrame::parse(tagged(tagged(recorded, 0x8100, 0), 0x8100, 0)));
    CHECK_FALSE(ArpFrame::parse(tagged(tagged(tagged(recorded, 0x8100, 0), 0x8100, 0), 0x8100, 0)));
    const Bytes in_vlan = tagged(recorded, 0x88a8, 0x2005);
    const auto frame = parse_ethernet(in_vlan);
    REQUIRE(frame);
    CHECK(frame->vlan == 5);
    CHECK(frame->type == ethertype_arp);
}

TEST_CASE("only what the target says to who asked is an answer") {
    const auto answers = [](const Bytes& bytes) {
        const auto frame = ArpFrame::parse(bytes);
        return frame && frame->is_answer_to(question);
    };
    CHECK(answers(recorded));
    CHECK_FALSE(answers(with(21, 1)));     // a question
    CHECK_FALSE(answers(with(31, 3)));     // another address
    CHECK_FALSE(answers(with(41, 9)));     // to another
    CHECK_FALSE(answers(with(37, 9)));     // to another's MAC
    CHECK_FALSE(answers(with(22, 0x03)));  // a group's MAC
    CHECK_FALSE(answers(with(27, 0x01)));  // our own
    Bytes zero = recorded;
    std::fill(zero.begin() + 22, zero.begin() + 28, std::uint8_t{0});
    CHECK_FALSE(answers(zero));
    CHECK(answers(with(11, 7)));  // whoever passed it on
}

TEST_CASE("what is asked and announced") {
    CHECK(question.destination == broadcast_mac);
    CHECK(question.target_mac == MacAddress());
    const auto probe = arp_question(mac("02:00:00:00:00:01"), IpAddress(), ip("10.0.0.9"));
    CHECK(ArpFrame::parse(probe.to_bytes()) == probe);
    CHECK(probe.sender.is_unspecified());
    const auto told = arp_announcement(mac("02:00:00:00:00:01"), ip("10.0.0.1"));
    CHECK(told.operation == arp_request);
    CHECK(told.is_gratuitous());
    CHECK_FALSE(told.is_answer_to(question));
}

TEST_CASE("groups have Ethernet addresses of their own") {
    CHECK(multicast_mac(ip("224.129.2.3")) == mac("01:00:5e:01:02:03"));
    CHECK(multicast_mac(ip("ff02::1:ff01:203")) == mac("33:33:ff:01:02:03"));
    CHECK_FALSE(is_unicast(mac("33:33:ff:01:02:03")));
    CHECK_FALSE(is_unicast(MacAddress()));
    CHECK(is_unicast(mac("02:00:00:00:00:01")));
}
