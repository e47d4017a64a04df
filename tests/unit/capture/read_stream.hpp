#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "snet/capture/stream.hpp"

/// A stream, read in parts and as a whole.
namespace snet::capture::testing {

struct ReadPacket {
    std::uint64_t number;
    std::optional<PacketTime> time;
    LinkType link_type;
    std::uint32_t interface;
    std::uint32_t original_length;
    std::string bytes;

    bool operator==(const ReadPacket&) const = default;
};

struct ReadStream {
    std::vector<ReadPacket> packets;
    std::string raw;    ///< of all records
    std::string error;  ///< empty: none

    bool operator==(const ReadStream&) const = default;
};

inline std::string to_text(std::span<const std::uint8_t> bytes) {
    return {bytes.begin(), bytes.end()};
}

/// In parts of `part` bytes.
inline ReadStream read(std::span<const std::uint8_t> bytes, std::size_t part) {
    ReadStream read;
    StreamReader reader;
    while (!bytes.empty()) {
        const auto next = bytes.first(std::min(part, bytes.size()));
        bytes = bytes.subspan(next.size());
        const auto fed = reader.feed(next, [&](const StreamRecord& record) {
            read.raw += to_text(record.raw);
            if (const auto& p = record.packet)
                read.packets.push_back(
                    {p->number, p->time, p->link_type, p->interface, p->original_length, to_text(p->bytes)});
            return Next::go_on;
        });
        if (!fed) break;
    }
    if (const auto finished = reader.finish(); !finished) read.error = finished.error().message;
    return read;
}

/// What StreamScanner takes for whole in buffers that grow by `part` bytes.
struct Scanned {
    std::string raw;
    std::uint64_t packets = 0;
    std::string error;
};

inline Scanned scan(std::span<const std::uint8_t> bytes, std::size_t part) {
    Scanned scanned;
    StreamScanner scanner;
    std::size_t begin = 0;
    std::size_t end = 0;
    while (end < bytes.size() && scanned.error.empty()) {
        end = std::min(end + part, bytes.size());
        const Scan scan = scanner.scan(bytes.subspan(begin, end - begin));
        scanned.raw += to_text(bytes.subspan(begin, scan.whole));
        scanned.packets += scan.packets;
        begin += scan.whole;
        if (scan.error) scanned.error = scan.error->message;
    }
    if (const auto finished = scanner.finish(end - begin); !finished) scanned.error = finished.error().message;
    return scanned;
}

}  // namespace snet::capture::testing
