#include <doctest/doctest.h>

#include "lib/capture/stream/time_unit.hpp"
#include "tests/unit/capture/read_stream.hpp"
#include "tests/unit/capture/stream_bytes.hpp"

using namespace snet;
using namespace snet::capture;
using namespace snet::capture::testing;

namespace {

constexpr std::size_t at_once = ~std::size_t{0};

PacketTime at(std::int64_t seconds, std::int64_t nanoseconds) {
    return PacketTime(std::chrono::seconds(seconds) + std::chrono::nanoseconds(nanoseconds));
}

// if_tsresol, if_tsoffset, and the end of options.
StreamBytes time_options(const StreamBytes& like, std::uint8_t resolution, std::int64_t offset) {
    auto options = like.same();
    options.u16(9).u16(1).text(std::string(1, static_cast<char>(resolution))).pad();
    return options.u16(14).u16(8).u64(static_cast<std::uint64_t>(offset)).u16(0).u16(0);
}

StreamBytes usual(bool swapped) {
    StreamBytes stream(swapped);
    stream.section().interface(1, 4).interface(113, 0, time_options(stream, 9, -10));
    stream.enhanced(0, 1'700'000'000'123'456, "first", 1500).block(0x0bad, stream.same().text("skipped."));
    stream.enhanced(1, 20'000'000'007, "", 60, std::string(8, 'o')).simple("four", 100).simple("ab", 2);
    stream.obsolete(1, 11'000'000'000, "obsolete", 8);
    return stream;
}

std::string error_of(const StreamBytes& stream) {
    return read(stream.buffer, 3).error;
}

StreamBytes begun() {
    return StreamBytes().section().interface();
}

}  // namespace

TEST_CASE("every kind of packet is read, in both byte orders") {
    for (const bool swapped : {false, true}) {
        CAPTURE(swapped);
        const auto stream = read(usual(swapped).buffer, at_once);
        CHECK(stream.error.empty());
        REQUIRE(stream.packets.size() == 5);
        CHECK(stream.packets[0] == ReadPacket{1, at(1700000000, 123456000), 1, 0, 1500, "first"});
        CHECK(stream.packets[1] == ReadPacket{2, at(10, 7), 113, 1, 60, ""});
        CHECK(stream.packets[2] == ReadPacket{3, std::nullopt, 1, 0, 100, "four"});
        CHECK(stream.packets[3] == ReadPacket{4, std::nullopt, 1, 0, 2, "ab"});
        CHECK(stream.packets[4] == ReadPacket{5, at(1, 0), 113, 1, 8, "obsolete"});
    }
}

TEST_CASE("however a stream is cut into parts, it is read as the same") {
    auto stream = usual(false);
    // Another section in the other byte order has interfaces of its own.
    const auto second = StreamBytes(true).section().interface(101).enhanced(0, 5, "second section", 14);
    stream.buffer.insert(stream.buffer.end(), second.buffer.begin(), second.buffer.end());
    const auto whole = read(stream.buffer, at_once);
    CHECK(whole.error.empty());
    REQUIRE(whole.packets.size() == 6);
    CHECK(whole.packets[5] == ReadPacket{6, at(0, 5000), 101, 0, 14, "second section"});
    CHECK(whole.raw == to_text(stream.buffer));
    for (std::size_t part = 1; part <= stream.buffer.size(); ++part) {
        CAPTURE(part);
        CHECK(read(stream.buffer, part) == whole);
        const auto scanned = scan(stream.buffer, part);
        CHECK(scanned.raw == whole.raw);
        CHECK(scanned.packets == 6);
    }
}

TEST_CASE("a stream that ends anywhere has its whole blocks, and an error if it ends inside of one") {
    const auto bytes = usual(true).buffer;
    std::vector<std::size_t> ends;
    StreamReader reader;
    REQUIRE(reader.feed(bytes, [&](const StreamRecord&) {
        ends.push_back(reader.offset());
        return Next::go_on;
    }));
    REQUIRE(ends.size() == 9);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CAPTURE(size);
        const auto stream = read(std::span(bytes).first(size), 11);
        const auto reached = std::ranges::upper_bound(ends, size);
        const std::size_t whole = reached == ends.begin() ? 0 : *std::prev(reached);
        CHECK(stream.raw.size() == whole);
        CHECK(stream.error.empty() == (whole == size && size != 0));
        const auto scanned = scan(std::span(bytes).first(size), 11);
        CHECK(scanned.raw == stream.raw);
        CHECK(scanned.error == stream.error);
    }
}

TEST_CASE("an entry of the journal is a packet without an interface") {
    const std::string entry = "__REALTIME_TIMESTAMP=1700000000123456\nMESSAGE=x\n";
    const auto stream = read(StreamBytes().section().block(9, StreamBytes().text(entry).pad()).buffer, 5);
    CHECK(stream.error.empty());
    REQUIRE(stream.packets.size() == 1);
    CHECK(stream.packets[0].time == at(1700000000, 123456000));
    CHECK(stream.packets[0].link_type == link_type_journal_entry);
    CHECK(stream.packets[0].bytes.starts_with(entry));
    const auto undated =
        read(StreamBytes().section().block(9, StreamBytes().text("__REALTIME_TIMESTAMP=-1\n").pad()).buffer, 5);
    CHECK(undated.packets.at(0).time == std::nullopt);
    CHECK(error_of(StreamBytes().section().u32(9).u32(262160).u32(0)).contains("limit is 262156"));
}

TEST_CASE("packets need an interface of their section") {
    CHECK(error_of(StreamBytes().section().enhanced(0, 1, "x", 1)) ==
          "byte 28: a packet of interface 0, and the section has 0");
    CHECK(error_of(StreamBytes().section().simple("x", 1)).contains("the section has 0"));
    CHECK(error_of(begun().enhanced(1, 1, "x", 1)).contains("interface 1, and the section has 1"));
    CHECK(error_of(begun().section().enhanced(0, 1, "x", 1)).contains("the section has 0"));
    CHECK(error_of(begun().obsolete(7, 1, "x", 1)).contains("interface 7"));
}

TEST_CASE("lengths that cannot be are told") {
    CHECK(error_of(begun().u32(99).u32(8).u32(8)) == "byte 48: a block of type 0x63 cannot be of 8 bytes");
    CHECK(error_of(begun().u32(99).u32(13).u32(13)).contains("cannot be of 13 bytes"));
    CHECK(error_of(begun().u32(99).u32(0x7ffffffc).u32(0)).contains("limit is 16777216"));
    CHECK(error_of(begun().u32(99).u32(16).u32(0).u32(20)).contains("16 bytes at its beginning, of 20 at its end"));
    CHECK(error_of(begun().u32(6).u32(28).text(std::string(20, '\0'))).contains("a packet block cannot be of 28"));
    CHECK(error_of(StreamBytes().u32(0x0a0d0d0a).u32(24).u32(0x1a2b3c4d)).contains("a section header cannot be of 24"));
    CHECK(error_of(StreamBytes().u32(0x0a0d0d0a).u32(28).u32(0x1a2b3c4e)).contains("without its byte order"));
    CHECK(error_of(StreamBytes().section(2)) == "byte 0: pcapng of version 2: only version 1 can be read");
}

TEST_CASE("captured lengths are within their block and the limit") {
    const auto packet = [](std::uint32_t block, std::uint32_t length) {
        return begun().u32(6).u32(block).u32(0).u32(0).u32(0).u32(length).u32(length).u32(0);
    };
    CHECK(error_of(packet(32, 1)).contains("a packet of 1 bytes in a block of 32"));
    CHECK(error_of(packet(32, 0xffffffff)).contains("limit is 262144"));
    CHECK(error_of(packet(64, 262145)).contains("limit is 262144"));
    CHECK(error_of(packet(0x7ffffffc, 4)).contains("and the limit is"));
    CHECK(error_of(begun().simple("abc", 5)).contains("a packet of 5 bytes in a block of 20"));
    CHECK(error_of(begun().block(3, StreamBytes().u32(0xffffffff))).contains("limit is 262144"));
    const std::string large(262145, 'x');
    CHECK(error_of(StreamBytes().section().interface(1, 300000).enhanced(0, 1, large, 262145)).empty());
    CHECK(error_of(begun().enhanced(0, 1, large, 262145)).contains("limit is 262144"));
}

TEST_CASE("options of an interface end within its block") {
    CHECK(error_of(StreamBytes().section().interface(1, 0, StreamBytes().u16(9).u16(5).u32(0))).contains("an option"));
    CHECK(error_of(StreamBytes().section().interface(1, 0, StreamBytes().u16(0).u16(9))).empty());
    CHECK(error_of(StreamBytes().section().interface(1, 0, StreamBytes().u16(2).u16(4).text("eth0"))).empty());
    // Of a length that is not theirs, they say nothing.
    auto stream = StreamBytes().section().interface(1, 0, StreamBytes().u16(9).u16(2).u16(0x0909).pad());
    CHECK(read(stream.enhanced(0, 1000000, "", 0).buffer, at_once).packets.at(0).time == at(1, 0));
}

TEST_CASE("a section has no more than 65536 interfaces") {
    StreamBytes stream;
    stream.section();
    for (int i = 0; i < 65536; ++i)
        stream.interface();
    CHECK(read(stream.buffer, at_once).error.empty());
    CHECK(read(stream.interface().buffer, at_once).error.contains("more than 65536 interfaces"));
    CHECK(read(StreamBytes(stream).section().buffer, at_once).error.contains("more than 65536"));
}

TEST_CASE("a scanner stops behind a packet, before the blocks that follow") {
    const auto bytes = begun().enhanced(0, 1, "ab", 2).interface().enhanced(1, 1, "cd", 2).buffer;
    StreamScanner scanner;
    const Scan one = scanner.scan(bytes, 1);
    CHECK(one.whole == 48 + 36);
    CHECK(one.packets == 1);
    CHECK(scanner.format() == StreamFormat::pcapng);
    CHECK(scanner.scan(std::span(bytes).subspan(one.whole)).whole == 20 + 36);
}

TEST_CASE("times in all units") {
    CHECK(packet_time(1'500'000, 6, 0) == at(1, 500'000'000));
    CHECK(packet_time(3, 0, 0) == at(3, 0));
    CHECK(packet_time(1'234'567'890'123'456'789, 12, 0) == at(1'234'567, 890'123'456));
    CHECK(packet_time(12'345'678'901'234'567'890U, 19, 0) == at(1, 234'567'890));
    CHECK(packet_time(12'345'678'901'234'567'890U, 20, 0) == at(0, 123'456'789));
    CHECK(packet_time(~std::uint64_t{0}, 127, 0) == at(0, 0));
    CHECK(packet_time(3, 0x80, 0) == at(3, 0));
    CHECK(packet_time(3, 0x81, 0) == at(1, 500'000'000));
    CHECK(packet_time(std::uint64_t{7} << 32U | 0x40000000U, 0x80 + 32, 0) == at(7, 250'000'000));
    CHECK(packet_time(std::uint64_t{1} << 62U, 0x80 + 63, 0) == at(0, 500'000'000));
    CHECK(packet_time(std::uint64_t{1} << 63U, 0x80 + 64, 0) == at(0, 500'000'000));
    CHECK(packet_time(std::uint64_t{1} << 63U, 0x80 + 95, 0) == at(0, 0));
    CHECK(packet_time(~std::uint64_t{0}, 0xff, 0) == at(0, 0));
    CHECK(packet_time(5, 0, -7) == at(-2, 0));
    CHECK(packet_time(9'223'372'035, 0, 0) == at(9'223'372'035, 0));
    for (const auto seconds : {std::uint64_t{9'223'372'036}, std::uint64_t{1} << 63U, ~std::uint64_t{0}})
        CHECK(packet_time(seconds, 0, 0) == std::nullopt);
    for (const auto offset : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})
        CHECK(packet_time(5, 6, offset) == std::nullopt);
}
