#include <doctest/doctest.h>

#include "snet/capture/pcap_format.hpp"
#include "snet/capture/stream.hpp"
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

std::string error_of(const StreamBytes& stream) {
    return read(stream.buffer, at_once).error;
}

StreamBytes usual(bool swapped, std::uint32_t magic = 0xa1b2c3d4) {
    StreamBytes stream(swapped);
    stream.pcap(magic, 113).record(1700000000, 123456, "first", 1500).record(1, 2, "", 60);
    return stream.record(0xffffffff, 999999, "third packet", 12);
}

}  // namespace

TEST_CASE("both byte orders and both units of time are read") {
    for (const bool swapped : {false, true}) {
        CAPTURE(swapped);
        const auto stream = read(usual(swapped).buffer, at_once);
        CHECK(stream.error.empty());
        REQUIRE(stream.packets.size() == 3);
        CHECK(stream.packets[0] == ReadPacket{1, at(1700000000, 123456000), 113, 0, 1500, "first"});
        CHECK(stream.packets[1] == ReadPacket{2, at(1, 2000), 113, 0, 60, ""});
        CHECK(stream.packets[2] == ReadPacket{3, at(0xffffffff, 999999000), 113, 0, 12, "third packet"});
        const auto fine = read(usual(swapped, 0xa1b23c4d).buffer, at_once);
        CHECK(fine.packets.at(0).time == at(1700000000, 123456));
    }
}

TEST_CASE("however a stream is cut into parts, it is read as the same") {
    for (const bool swapped : {false, true}) {
        const auto bytes = usual(swapped).buffer;
        const auto whole = read(bytes, at_once);
        CHECK(whole.raw == to_text(bytes));
        for (std::size_t part = 1; part <= bytes.size(); ++part) {
            CAPTURE(part);
            CHECK(read(bytes, part) == whole);
            const auto scanned = scan(bytes, part);
            CHECK(scanned.raw == whole.raw);
            CHECK(scanned.packets == 3);
            CHECK(scanned.error.empty());
        }
    }
}

TEST_CASE("a stream that ends anywhere has its whole records, and an error if it ends inside of one") {
    const auto bytes = usual(false).buffer;
    const std::size_t ends[] = {24, 24 + 16 + 5, 24 + 16 + 5 + 16, bytes.size()};
    for (std::size_t size = 0; size <= bytes.size(); ++size) {
        CAPTURE(size);
        const auto cut = std::span(bytes).first(size);
        const auto stream = read(cut, 7);
        const auto whole_to = std::ranges::upper_bound(ends, size) - std::begin(ends);  // how many ends were reached
        CHECK(stream.packets.size() == static_cast<std::size_t>(std::max<std::ptrdiff_t>(whole_to - 1, 0)));
        CHECK(stream.raw.size() == (whole_to == 0 ? 0 : ends[whole_to - 1]));
        const bool is_end = whole_to != 0 && ends[whole_to - 1] == size;
        CHECK(stream.error.empty() == is_end);
        const auto scanned = scan(cut, 7);
        CHECK(scanned.raw == stream.raw);
        CHECK(scanned.error == stream.error);
    }
    CHECK(read(std::span(bytes).first(50), at_once).error ==
          "byte 50: the stream ends inside of the record that begins at byte 45");
    CHECK(read({}, 1).error == "byte 0: the stream ends before it begins");
    CHECK(read(std::span(bytes).first(20), 1).error == "byte 20: the stream ends inside of its header");
}

TEST_CASE("the modified formats are refused by their names, in either byte order") {
    for (const bool swapped : {false, true}) {
        CHECK(error_of(StreamBytes(swapped).pcap(0xa1b2cd34)) ==
              "byte 0: Kuznetzov's modified pcap: only pcap itself and pcapng can be read");
        CHECK(error_of(StreamBytes(swapped).u32(0xa1b234cd)).contains("Mesquita"));
        CHECK(error_of(StreamBytes(swapped).u32(0xa12b3c4d)).contains("Navtel"));
        CHECK(error_of(StreamBytes(swapped).u32(0xa1b2c3cb)).contains("OpenBSD"));
        CHECK(error_of(StreamBytes(swapped).u32(0x1c0001ac)).contains("IXIA"));
    }
    CHECK(error_of(StreamBytes().text("\x1f\x8b\x08 gzip")) ==
          "byte 0: neither pcap nor pcapng: it begins with 1f 8b 08 20");
    CHECK(error_of(StreamBytes().u32(0xa1b2c3d4).u16(2).u16(3).text(std::string(16, 'x'))) ==
          "byte 0: pcap of version 2.3: only 2.4 can be read");
}

TEST_CASE("a length beyond the limit is an error at once, and what came before remains") {
    for (const std::uint32_t length : {262145U, 0x80000000U, 0xffffffffU}) {
        StreamBytes stream;
        stream.pcap().record("ab").u32(1).u32(2).u32(length).u32(length);
        const auto broken = read(stream.buffer, 5);
        CHECK(broken.packets.size() == 1);
        CHECK(broken.error == "byte 42: a packet of " + std::to_string(length) + " bytes, and the limit is 262144");
        CHECK(scan(stream.buffer, 5).packets == 1);
        CHECK(scan(stream.buffer, at_once).error == broken.error);
        CHECK(scan(stream.buffer, at_once).raw == broken.raw);
    }
}

TEST_CASE("the limit is the stream's own, if that is greater and up to 128 MiB") {
    const std::string large(262145, 'x');
    CHECK(error_of(StreamBytes().pcap(0xa1b2c3d4, 1, 262144).record(large)).contains("limit is 262144"));
    CHECK(error_of(StreamBytes().pcap(0xa1b2c3d4, 1, 262145).record(large)).empty());
    CHECK(error_of(StreamBytes().pcap(0xa1b2c3d4, 1, 128 << 20).record(large)).empty());
    CHECK(error_of(StreamBytes().pcap(0xa1b2c3d4, 1, (128 << 20) + 1).record(large)).contains("limit is 262144"));
    CHECK(error_of(StreamBytes().pcap(0xa1b2c3d4, 1, 0xffffffff).record(large)).contains("limit is 262144"));
    CHECK(error_of(StreamBytes().pcap(0xa1b2c3d4, 1, 96).record(std::string(1000, 'x'))).empty());
    CHECK(error_of(StreamBytes().pcap().record(1, 2, "more than there was", 4)).empty());
}

TEST_CASE("an error is for good") {
    StreamReader reader;
    const auto ignore = [](const StreamRecord&) { return Next::go_on; };
    const auto garbage = StreamBytes().text("garbage").buffer;
    const auto good = StreamBytes().pcap().record("x").buffer;
    const auto first = reader.feed(garbage, ignore);
    REQUIRE_FALSE(first);
    const auto second = reader.feed(good, ignore);
    REQUIRE_FALSE(second);
    CHECK(second.error().message == first.error().message);
    CHECK(reader.packets() == 0);
}

TEST_CASE("a reader that is told to stop shows the rest at the next call") {
    const auto bytes = usual(false).buffer;
    for (const std::size_t part : {std::size_t{1}, std::size_t{30}, bytes.size()}) {
        StreamReader reader;
        std::string seen;
        const auto one = [&](const StreamRecord& record) {
            if (!record.packet) return Next::go_on;
            seen += std::to_string(record.packet->number) + to_text(record.packet->bytes) + ' ';
            return Next::stop;
        };
        for (std::size_t i = 0; i < bytes.size(); i += part)
            CHECK(reader.feed(std::span(bytes).subspan(i, std::min(part, bytes.size() - i)), one));
        while (*reader.feed({}, one) == Next::stop) {
        }
        CHECK(seen == "1first 2 3third packet ");
        CHECK(reader.kept() == 0);
        CHECK(reader.finish());
    }
}

TEST_CASE("a scanner stops behind exactly as many packets as are asked for") {
    const auto bytes = usual(false).buffer;
    StreamScanner scanner;
    const Scan none = scanner.scan(bytes, 0);
    CHECK((none.whole == 0 && none.packets == 0));
    const Scan two = scanner.scan(bytes, 2);
    CHECK(two.whole == 24 + 16 + 5 + 16);
    CHECK(two.packets == 2);
    CHECK(two.needed == 0);
    CHECK(scanner.offset() == two.whole);
    const Scan rest = scanner.scan(std::span(bytes).subspan(two.whole), 1);
    CHECK(rest.packets == 1);
    CHECK(scanner.packets() == 3);
    CHECK(scanner.link_type() == 113U);
}

TEST_CASE("a scanner tells how much the next record takes") {
    const auto bytes = StreamBytes().pcap().record(std::string(1000, 'x')).buffer;
    StreamScanner scanner;
    CHECK(scanner.scan(std::span(bytes).first(0)).needed == 24);
    CHECK(scanner.scan(std::span(bytes).first(24)).needed == 16);
    const Scan begun = scanner.scan(std::span(bytes).subspan(24, 16));
    CHECK(begun.needed == 1016);
    CHECK(scanner.format() == StreamFormat::pcap);
}

TEST_CASE("the upper bits of the link type are about checksums") {
    CHECK(read(StreamBytes().pcap(0xa1b2c3d4, 0x44000001).record("x").buffer, at_once).packets.at(0).link_type == 1);
}

TEST_CASE("what is written is read as the same") {
    StreamBytes stream;
    const auto header = pcap_header(276, 1000);
    const auto record = pcap_record_header(at(1700000000, 987654321), 3, 70000);
    stream.text({header.begin(), header.end()}).text({record.begin(), record.end()}).text("abc");
    const auto written = read(stream.buffer, at_once);
    REQUIRE(written.packets.size() == 1);
    CHECK(written.packets[0] == ReadPacket{1, at(1700000000, 987654321), 276, 0, 70000, "abc"});
    CHECK(pcap_record_header(at(-1, 5), 0, 0) == pcap_record_header(at(0, 0), 0, 0));
    CHECK(pcap_record_header(at(0x100000000, 5), 0, 0) == pcap_record_header(at(0, 0), 0, 0));
    CHECK(pcap_record_header(at(0xffffffff, 5), 0, 0) != pcap_record_header(at(0, 0), 0, 0));
}
