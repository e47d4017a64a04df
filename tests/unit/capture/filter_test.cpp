#include "snet/capture/filter.hpp"

#include <doctest/doctest.h>

#include "tests/unit/capture/packets.hpp"

using namespace snet;
using namespace snet::capture;
using namespace snet::capture::testing;

namespace {

bool matches(const std::string& text, LinkType type, const std::string& bytes) {
    const auto filter = Filter::compile(text, type);
    REQUIRE(filter);
    const std::vector<std::uint8_t> packet(bytes.begin(), bytes.end());
    return filter->matches(packet, static_cast<std::uint32_t>(packet.size()));
}

const std::string datagram = ethernet(0x0800, ipv4(17, udp(40000, 53, "x")));

}  // namespace

TEST_CASE("packets pass a filter or do not") {
    CHECK(matches("udp port 53", link_type_ethernet, datagram));
    CHECK(matches("src host 10.0.0.1 and udp[8] = 0x78", link_type_ethernet, datagram));
    CHECK_FALSE(matches("tcp", link_type_ethernet, datagram));
    CHECK(matches("", link_type_ethernet, ""));
    CHECK_FALSE(matches("ip", link_type_ethernet, ""));
    CHECK(matches("udp", link_type_raw, datagram.substr(14)));
    CHECK(matches("udp", 12, datagram.substr(14)));
    CHECK_FALSE(matches("udp", link_type_ethernet, datagram.substr(14)));
}

TEST_CASE("no filter lets packets of all links pass") {
    for (const LinkType type : {LinkType{147}, LinkType{252}, LinkType{0xfff0}, link_type_journal_entry}) {
        CHECK(matches("", type, "bytes"));
        CHECK(matches(" \n", type, ""));
        CHECK(StreamFilter("").matches({.link_type = type}) == true);
    }
    CHECK(matches("len <= 5", 1, "bytes"));
    CHECK_FALSE(Filter::compile("udp", 252));
}

TEST_CASE("lengths are those on the link") {
    const auto filter = Filter::compile("greater 1000", link_type_ethernet);
    REQUIRE(filter);
    const std::vector<std::uint8_t> bytes(60);
    CHECK(filter->matches(bytes, 1000));
    CHECK_FALSE(filter->matches(bytes, 999));
}

TEST_CASE("a filter of no length at all lets nothing be lost") {
    const auto filter = Filter::compile("udp", link_type_ethernet, 0);
    REQUIRE(filter);
    const std::vector<std::uint8_t> packet(datagram.begin(), datagram.end());
    CHECK(filter->matches(packet, 43));
}

TEST_CASE("what libpcap does not understand is told in its words") {
    const auto nonsense = Filter::compile("tcp prot 80", link_type_ethernet);
    REQUIRE_FALSE(nonsense);
    CHECK(nonsense.error().kind == ErrorKind::invalid);
    CHECK(nonsense.error().message.starts_with("filter 'tcp prot 80': "));
    CHECK_FALSE(Filter::compile("ether host 00:00:00:00:00:01", 101));
    CHECK_FALSE(Filter::compile(std::string("ip\0", 3), link_type_ethernet));
    CHECK_FALSE(Filter::compile("host 10.0.0.300", link_type_ethernet));
}

TEST_CASE("a stream of several link types is filtered by one text") {
    StreamFilter filter("udp");
    const std::vector<std::uint8_t> frame(datagram.begin(), datagram.end());
    const Packet on_ethernet{.link_type = 1, .original_length = 100, .bytes = frame};
    const Packet raw{.link_type = 101, .original_length = 100, .bytes = std::span(frame).subspan(14)};
    for (int i = 0; i < 2; ++i) {
        CHECK(filter.matches(on_ethernet) == true);
        CHECK(filter.matches(raw) == true);
    }
    const Packet misread{.link_type = 101, .original_length = 100, .bytes = frame};
    CHECK(filter.matches(misread) == false);
    StreamFilter of_ethernet("ether host 00:00:00:00:00:01");
    CHECK(of_ethernet.matches(on_ethernet));
    CHECK_FALSE(of_ethernet.matches(raw));
}
