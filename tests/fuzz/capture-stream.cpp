// What a plug-in writes: however it is cut into parts, it is read as the same; the scanner takes the same records for
// whole as the reader, and what it takes is a stream without an error.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "snet/capture/stream.hpp"

using namespace snet;
using namespace snet::capture;

namespace {

using Bytes = std::span<const std::uint8_t>;

void require(bool condition) {
    if (!condition) std::abort();
}

struct Seen {
    std::vector<std::uint8_t> raw;
    std::uint64_t packets = 0;
    std::uint64_t captured = 0;
    std::string error;

    bool operator==(const Seen&) const = default;
};

Seen read(Bytes bytes, std::size_t part) {
    Seen seen;
    StreamReader reader;
    bool sound = true;
    while (sound && !bytes.empty()) {
        const Bytes next = bytes.first(std::min(part, bytes.size()));
        bytes = bytes.subspan(next.size());
        sound = reader
                    .feed(next,
                          [&](const StreamRecord& record) {
                              seen.raw.insert(seen.raw.end(), record.raw.begin(), record.raw.end());
                              if (!record.packet) return Next::go_on;
                              require(record.packet->number == ++seen.packets);
                              for (const std::uint8_t byte : record.packet->bytes)
                                  seen.captured = seen.captured * 31 + byte;
                              return Next::go_on;
                          })
                    .has_value();
        require(!sound || reader.offset() == seen.raw.size());
    }
    if (const auto finished = reader.finish(); !finished) seen.error = finished.error().message;
    return seen;
}

// Packet by packet, as `-c 1` would.
void scan(Bytes bytes, const Seen& expected) {
    StreamScanner scanner;
    std::size_t whole = 0;
    std::uint64_t packets = 0;
    for (;;) {
        const Scan scan = scanner.scan(bytes.subspan(whole), 1);
        require(scan.packets <= 1);
        whole += scan.whole;
        packets += scan.packets;
        require(scanner.offset() == whole && scanner.packets() == packets);
        if (scan.error) require(scan.error->message == expected.error);
        if (!scan.error && scan.needed != 0)
            require(scan.needed > bytes.size() - whole && scan.needed <= StreamScanner::longest);
        if (scan.packets == 0) break;
    }
    require(whole == expected.raw.size() && packets == expected.packets);
    const auto finished = scanner.finish(bytes.size() - whole);
    require((finished ? "" : finished.error().message) == expected.error);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Bytes bytes(data, size);
    const Seen whole = read(bytes, size + 1);
    require(whole.raw.size() <= size && std::ranges::equal(whole.raw, bytes.first(whole.raw.size())));
    require(read(bytes, 1) == whole);
    require(read(bytes, 13) == whole);
    scan(bytes, whole);
    if (whole.raw.empty()) return 0;
    const Seen again = read(whole.raw, size + 1);
    require(again.error.empty() && again.packets == whole.packets && again.captured == whole.captured);
    return 0;
}
