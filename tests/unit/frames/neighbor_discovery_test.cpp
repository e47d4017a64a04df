#include "lib/frames/neighbor_discovery.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "lib/frames/group_questions.hpp"

using namespace snet;
using namespace snet::frames;

namespace {

using Bytes = std::vector<std::uint8_t>;

const MacAddress own = *MacAddress::parse("02:00:00:00:00:01"), other = *MacAddress::parse("02:00:00:00:00:02");

IpAddress ip(const char* text) {
    return *IpAddress::parse(text);
}

const NeighborSolicitation question = neighbor_question(own, ip("2001:db8::1"), ip("2001:db8::2"));

// As recorded: 2001:db8::2 answers 2001:db8::1.
const Bytes recorded{0x60, 0x00, 0x00, 0x00, 0x00, 0x20, 0x3a, 0xff, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00,
                     0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00,
                     0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x88, 0x00, 0x8a, 0x71, 0x60,
                     0x00, 0x00, 0x00, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
                     0x00, 0x00, 0x00, 0x02, 0x02, 0x01, 0x02, 0x00, 0x00, 0x00, 0x00, 0x02};

NeighborAdvertisement answer() {
    return {.source = ip("2001:db8::2"),
            .destination = ip("2001:db8::1"),
            .target = ip("2001:db8::2"),
            .mac = other,
            .is_solicited = true,
            .overrides = true};
}

// `bytes` lives as long as what is parsed of it is looked at.
std::optional<NeighborAdvertisement> parse(const Bytes& bytes) {
    const auto packet = Icmpv6Packet::parse(bytes);
    return packet ? NeighborAdvertisement::parse(*packet) : std::nullopt;
}

// An advertisement with these options, whatever they are.
Bytes with_options(const Bytes& options, std::uint8_t hop_limit = 255, std::uint8_t code = 0) {
    Bytes body{0x60, 0, 0, 0};
    const auto target = ip("2001:db8::2");
    body.insert(body.end(), target.bytes().begin(), target.bytes().end());
    body.insert(body.end(), options.begin(), options.end());
    return Icmpv6Packet{.source = target,
                        .destination = ip("2001:db8::1"),
                        .hop_limit = hop_limit,
                        .type = icmpv6_neighbor_advertisement,
                        .code = code,
                        .body = body}
        .to_bytes();
}

}  // namespace

TEST_CASE("a recorded answer is read, and written as it was") {
    CHECK(parse(recorded) == answer());
    CHECK(answer().to_bytes() == recorded);
    CHECK(answer().is_answer_to(question, own));
}

TEST_CASE("a question goes to the group of its target") {
    CHECK(question.destination == ip("ff02::1:ff00:2"));
    const auto bytes = question.to_bytes();
    const auto packet = Icmpv6Packet::parse(bytes);
    REQUIRE(packet);
    CHECK(packet->hop_limit == 255);
    CHECK(NeighborSolicitation::parse(*packet) == question);
    const auto probe = neighbor_question(own, IpAddress::unspecified(Family::ipv6), ip("2001:db8::2"));
    CHECK_FALSE(probe.mac);
    const auto probe_bytes = probe.to_bytes();
    CHECK(NeighborSolicitation::parse(*Icmpv6Packet::parse(probe_bytes)) == probe);
}

TEST_CASE("what was changed on the way, cut off or longer than it says is no message") {
    for (std::size_t at = 8; at < recorded.size(); ++at) {
        Bytes bytes = recorded;
        bytes[at] ^= 1;
        CHECK_FALSE(parse(bytes));
    }
    for (std::size_t size = 0; size < recorded.size(); ++size)
        CHECK_FALSE(Icmpv6Packet::parse(std::span(recorded).first(size)));
    Bytes padded = recorded;
    padded.resize(100);
    CHECK(parse(padded) == answer());
}

TEST_CASE("neighbor discovery comes from the link itself and has well-formed options") {
    const Bytes mac{2, 1, 2, 0, 0, 0, 0, 2};
    CHECK(parse(with_options(mac))->mac == other);
    CHECK_FALSE(parse(with_options(mac, 254)));
    CHECK_FALSE(parse(with_options(mac, 255, 1)));
    CHECK_FALSE(parse(with_options({2, 0, 2, 0, 0, 0, 0, 2})));
    CHECK_FALSE(parse(with_options({2, 2, 2, 0, 0, 0, 0, 2})));
    CHECK_FALSE(parse(with_options({2, 1, 2, 0, 0, 0, 0})));
    CHECK(parse(with_options({}))->mac == std::nullopt);
    CHECK(parse(with_options({1, 1, 2, 0, 0, 0, 0, 2}))->mac == std::nullopt);
    CHECK(parse(with_options({14, 1, 9, 9, 9, 9, 9, 9, 2, 1, 2, 0, 0, 0, 0, 2}))->mac == other);
}

TEST_CASE("only what the target says to who asked is an answer") {
    const auto is_answer = [](auto change) {
        NeighborAdvertisement one = answer();
        change(one);
        return one.is_answer_to(question, own);
    };
    CHECK(is_answer([](auto&) {}));
    CHECK_FALSE(is_answer([](auto& one) { one.target = ip("2001:db8::3"); }));
    CHECK_FALSE(is_answer([](auto& one) { one.destination = ip("2001:db8::9"); }));
    CHECK_FALSE(is_answer([](auto& one) { one.is_solicited = false; }));
    CHECK_FALSE(is_answer([](auto& one) { one.mac = std::nullopt; }));
    CHECK_FALSE(is_answer([](auto& one) { one.mac = own; }));
    CHECK_FALSE(is_answer([](auto& one) { one.mac = MacAddress(); }));
    CHECK_FALSE(is_answer([](auto& one) { one.mac = *MacAddress::parse("33:33:00:00:00:01"); }));
    // A proxy answers from an address of its own.
    CHECK(is_answer([](auto& one) { one.source = ip("fe80::1"); }));
    const auto probe = neighbor_question(own, IpAddress::unspecified(Family::ipv6), ip("2001:db8::2"));
    NeighborAdvertisement to_all = answer();
    CHECK_FALSE(to_all.is_answer_to(probe, own));
    to_all.destination = all_nodes;
    to_all.is_solicited = false;
    CHECK(to_all.is_answer_to(probe, own));
}

TEST_CASE("solicited to a group, and targets that are groups, are nonsense") {
    NeighborAdvertisement one = answer();
    one.destination = all_nodes;
    CHECK_FALSE(parse(one.to_bytes()));
    one = answer();
    one.target = all_nodes;
    CHECK_FALSE(parse(one.to_bytes()));
    NeighborSolicitation asked = question;
    asked.source = IpAddress::unspecified(Family::ipv6);
    const auto bytes = asked.to_bytes();  // with a MAC, which who has no address does not tell
    CHECK_FALSE(NeighborSolicitation::parse(*Icmpv6Packet::parse(bytes)));
}

TEST_CASE("an announcement goes to all nodes and replaces what they know") {
    const auto told = neighbor_announcement(own, ip("2001:db8::1"), true);
    CHECK(told.destination == all_nodes);
    CHECK(told.overrides);
    CHECK(told.is_router);
    CHECK_FALSE(told.is_solicited);
    CHECK(parse(told.to_bytes()) == told);
}

TEST_CASE("what is asked of all nodes") {
    const auto echo = echo_question(ip("fe80::1"), all_nodes, 0x1234, 7);
    const auto packet = Icmpv6Packet::parse(echo);
    REQUIRE(packet);
    CHECK(packet->type == icmpv6_echo_request);
    CHECK(Bytes(packet->body.begin(), packet->body.end()) == Bytes{0x12, 0x34, 0, 7});
    // Its option stands behind a header that we do not look behind.
    const auto unknown = unknown_option_question(ip("fe80::1"), all_nodes, 0x1234, 7);
    CHECK(unknown[6] == 60);
    CHECK(unknown[42] == 0x80);
    CHECK_FALSE(Icmpv6Packet::parse(unknown));
    const auto listeners = listener_question(ip("fe80::1"));
    const auto query = Icmpv6Packet::parse(listeners);
    REQUIRE(query);
    CHECK(query->type == icmpv6_mld_query);
    CHECK(query->hop_limit == 1);
    CHECK(listeners[6] == 0);
}
