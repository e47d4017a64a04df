#include "snet/capture/stream_copy.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/unit/capture/read_stream.hpp"
#include "tests/unit/capture/stream_bytes.hpp"

using namespace snet;
using namespace snet::capture;
using namespace snet::capture::testing;

namespace {

struct Copied {
    std::string bytes;
    std::uint64_t packets = 0;
    std::string error;
};

// Through a buffer of `size`, by reads of at most `part` bytes.
Copied copy(std::span<const std::uint8_t> stream, std::size_t size, std::size_t part,
            std::uint64_t at_most = StreamScanner::no_limit) {
    Copied copied;
    StreamCopy copy(size);
    while (!stream.empty()) {
        const auto room = copy.room();
        REQUIRE_FALSE(room.empty());
        const auto next = stream.first(std::min({part, room.size(), stream.size()}));
        std::ranges::copy(next, room.begin());
        stream = stream.subspan(next.size());
        const Scan scan = copy.filled(next.size(), at_most - copied.packets);
        CHECK(scan.whole == copy.whole().size());
        copied.bytes += to_text(copy.whole());
        copied.packets += scan.packets;
        if (scan.error) copied.error = scan.error->message;
        if (scan.error || copied.packets == at_most) return copied;
    }
    if (const auto finished = copy.finish(); !finished) copied.error = finished.error().message;
    return copied;
}

StreamBytes usual() {
    StreamBytes stream;
    stream.pcap();
    for (int i = 0; i < 30; ++i)
        stream.record(std::string(static_cast<std::size_t>(i * i), static_cast<char>('a' + i % 26)));
    return stream;
}

}  // namespace

TEST_CASE("a stream is copied as it is, however small the buffer was") {
    const auto bytes = usual().buffer;
    for (const std::size_t size : {0UZ, 1UZ, 5UZ, 24UZ, 100UZ, 1000UZ, 100000UZ})
        for (const std::size_t part : {1UZ, 7UZ, 100000UZ}) {
            CAPTURE(size);
            CAPTURE(part);
            const auto copied = copy(bytes, size, part);
            CHECK(copied.bytes == to_text(bytes));
            CHECK(copied.packets == 30);
            CHECK(copied.error.empty());
        }
}

TEST_CASE("a copy ends with the packet that was asked for, or before what is broken") {
    auto stream = usual();
    const std::size_t whole = stream.buffer.size();
    stream.u32(1).u32(2).u32(0x80000000).u32(1);
    for (const std::size_t size : {10UZ, 100000UZ}) {
        const auto broken = copy(stream.buffer, size, 50);
        CHECK(broken.bytes.size() == whole);
        CHECK(broken.error.contains("a packet of 2147483648 bytes"));
        const auto three = copy(stream.buffer, size, 50, 3);
        CHECK(three.bytes.size() == 24 + 16 + 16 + 1 + 16 + 4);
        CHECK(three.error.empty());
    }
    const auto cut = copy(std::span(stream.buffer).first(whole - 1), 10, 50);
    CHECK(cut.packets == 29);
    CHECK(cut.error.contains("the stream ends inside of the record"));
}

TEST_CASE("a buffer does not grow because a record says that it is long") {
    const auto bytes = StreamBytes().pcap(0xa1b2c3d4, 1, 128 << 20).u32(1).u32(2).u32(128 << 20).u32(1).buffer;
    StreamCopy copy(64);
    std::ranges::copy(bytes, copy.room().begin());
    CHECK(copy.filled(bytes.size()).needed == (128 << 20) + 16);
    CHECK(copy.room().size() == 64 - 16);
}
