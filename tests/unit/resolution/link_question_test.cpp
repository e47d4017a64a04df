#include "lib/resolution/link_question.hpp"

#include <doctest/doctest.h>

using namespace snet;

namespace {

IpAddress ip(std::string_view text) {
    return *IpAddress::parse(text);
}

const MacAddress own = *MacAddress::parse("02:00:00:00:00:01");
const MacAddress other = *MacAddress::parse("02:00:00:00:00:02");

Interface device() {
    Interface eth0;
    eth0.name = "eth0";
    eth0.link_type = 1;
    eth0.address = LinkAddress(own);
    for (const char* const text : {"10.0.0.1", "10.1.0.1", "2001:db8::1", "fe80::1"}) {
        InterfaceAddress address;
        address.local = ip(text);
        address.prefix_length = address.local.is_ipv4() ? 24 : 64;
        eth0.addresses.push_back(address);
    }
    return eth0;
}

Hop hop(std::string_view to, std::optional<IpAddress> source) {
    return {.destination = ip(to), .device = "eth0", .source = source};
}

std::string source_of_arp(const Hop& to, std::optional<IpAddress> wanted = std::nullopt) {
    const auto question = LinkQuestion::make(to, device(), wanted);
    REQUIRE(question);
    CHECK(question->needs_frames());
    const auto frame = frames::ArpFrame::parse(question->bytes());
    REQUIRE(frame);
    CHECK(frame->sender_mac == own);
    CHECK(frame->target == to.address());
    return frame->sender.to_string();
}

std::string source_of_discovery(const Hop& to, std::optional<IpAddress> wanted = std::nullopt) {
    const auto question = LinkQuestion::make(to, device(), wanted);
    REQUIRE(question);
    auto bytes = question->bytes();
    if (question->needs_frames()) bytes = frames::parse_ethernet(bytes)->payload;
    const auto packet = frames::Icmpv6Packet::parse(bytes);
    REQUIRE(packet);
    CHECK(packet->hop_limit == 255);
    CHECK(packet->destination == frames::solicited_node(to.address()));
    return packet->source.to_string();
}

}  // namespace

TEST_CASE("ARP asks from the route's source, or from nowhere if the device has it not") {
    CHECK(source_of_arp(hop("10.0.0.2", ip("10.0.0.1"))) == "10.0.0.1");
    CHECK(source_of_arp(hop("10.0.0.2", ip("10.1.0.1"))) == "10.1.0.1");
    CHECK(source_of_arp(hop("10.0.0.2", ip("10.5.0.1"))) == "0.0.0.0");
    CHECK(source_of_arp(hop("10.1.0.2", std::nullopt)) == "10.1.0.1");
    CHECK(source_of_arp(hop("10.5.0.2", std::nullopt)) == "0.0.0.0");
    CHECK(source_of_arp(hop("10.0.0.2", ip("10.0.0.1")), ip("10.5.0.1")) == "10.5.0.1");
    CHECK(source_of_arp(hop("10.0.0.2", ip("10.0.0.1")), ip("2001:db8::1")) == "10.0.0.1");
}

TEST_CASE("neighbor discovery asks from the route's source, or from the link-local address") {
    CHECK(source_of_discovery(hop("2001:db8::2", ip("2001:db8::1"))) == "2001:db8::1");
    CHECK(source_of_discovery(hop("2001:db8::2", ip("2001:db8:5::1"))) == "fe80::1");
    CHECK(source_of_discovery(hop("fe80::2", ip("2001:db8::1"))) == "fe80::1");
    CHECK(source_of_discovery(hop("2001:db8::2", std::nullopt)) == "fe80::1");
    CHECK(source_of_discovery(hop("2001:db8::2", std::nullopt), ip("2001:db8:5::1")) == "2001:db8:5::1");
    CHECK(LinkQuestion::make(hop("2001:db8::2", std::nullopt), device(), ip("2001:db8:5::1"))->needs_frames());
    CHECK_FALSE(LinkQuestion::make(hop("2001:db8::2", std::nullopt), device(), std::nullopt)->needs_frames());
}

TEST_CASE("a gateway of the other family is asked for in its own") {
    Hop to = hop("10.9.0.1", ip("10.0.0.1"));
    to.gateway = ip("fe80::2");
    CHECK(source_of_discovery(to) == "fe80::1");
}

TEST_CASE("a tentative address is no source") {
    Interface eth0 = device();
    for (InterfaceAddress& one : eth0.addresses)
        one.flags |= address_tentative;
    CHECK(LinkQuestion::make(hop("2001:db8::2", std::nullopt), eth0, std::nullopt).error().kind == ErrorKind::invalid);
    eth0.link_type = 772;
    CHECK(LinkQuestion::make(hop("10.0.0.2", std::nullopt), eth0, std::nullopt).error().kind == ErrorKind::unsupported);
}

TEST_CASE("an answer to it tells the MAC, and no other message does") {
    const auto question = LinkQuestion::make(hop("10.0.0.2", ip("10.0.0.1")), device(), std::nullopt);
    frames::ArpFrame answer{.destination = own,
                            .source = other,
                            .operation = frames::arp_reply,
                            .sender_mac = other,
                            .sender = ip("10.0.0.2"),
                            .target_mac = own,
                            .target = ip("10.0.0.1")};
    CHECK(question->answer(answer) == other);
    answer.operation = frames::arp_request;
    CHECK_FALSE(question->answer(answer));
    CHECK_FALSE(question->answer(frames::NeighborAdvertisement{.source = ip("fe80::2"),
                                                               .destination = ip("fe80::1"),
                                                               .target = ip("10.0.0.2"),
                                                               .mac = other,
                                                               .is_solicited = true}));
}
