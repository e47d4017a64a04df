#include <algorithm>
#include <array>
#include <string_view>

#include "lib/capture/stream/stream_state.hpp"
#include "lib/values/hex.hpp"

namespace snet::capture {

namespace {

constexpr std::size_t header_size = std::tuple_size_v<PcapHeader>;
constexpr std::size_t record_header_size = std::tuple_size_v<PcapRecordHeader>;
constexpr std::uint32_t section_header = 0x0a0d0d0a;

struct Magic {
    std::uint32_t number;
    std::uint8_t resolution;  ///< of times; 0: of a format that is not read
    std::string_view name;
};

// What tcpdump's relatives made of the header and its records. They look like pcap, and would be misread.
constexpr Magic magics[] = {
    {0xa1b2c3d4, 6, "pcap"},
    {0xa1b23c4d, 9, "pcap of nanoseconds"},
    {0xa1b2cd34, 0, "Kuznetzov's modified pcap"},
    {0xa1b234cd, 0, "Mesquita's modified pcap"},
    {0xa12b3c4d, 0, "Navtel's modified pcap"},
    {0xa1b2c3cb, 0, "pcap with filters of OpenBSD"},
    {0x1c0001ac, 0, "IXIA's hardware capture"},
    {0x1c0001ab, 0, "IXIA's software capture"},
};

const Magic* magic_of(std::uint32_t number) {
    const auto* const found = std::ranges::find(magics, number, &Magic::number);
    return found == std::end(magics) ? nullptr : found;
}

Result<Step> read_header(StreamState& state, const Magic& magic, std::span<const std::uint8_t> bytes) {
    if (magic.resolution == 0)
        return fail_at(state.offset, std::string(magic.name) + ": only pcap itself and pcapng can be read");
    if (bytes.size() < header_size) return incomplete(header_size);
    const unsigned major = state.read16(&bytes[4]);
    const unsigned minor = state.read16(&bytes[6]);
    if (major != 2 || minor != 4)
        return fail_at(state.offset, "pcap of version " + std::to_string(major) + '.' + std::to_string(minor) +
                                         ": only 2.4 can be read");
    // The upper bits say whether frames end with their checksum.
    constexpr std::uint32_t link_type_bits = 0x03ffffff;
    state.interfaces = {{.link_type = state.read32(&bytes[20]) & link_type_bits,
                         .snaplen = state.read32(&bytes[16]),
                         .resolution = magic.resolution}};
    state.format = StreamFormat::pcap;
    return whole(header_size, false);
}

std::unexpected<Error> too_long(std::uint64_t offset, std::uint32_t length, std::uint32_t limit) {
    return fail_at(offset,
                   "a packet of " + std::to_string(length) + " bytes, and the limit is " + std::to_string(limit));
}

}  // namespace

Result<Step> read_pcap_header(StreamState& state, std::span<const std::uint8_t> bytes) {
    if (bytes.size() < sizeof(std::uint32_t)) return incomplete(header_size);
    state.swapped = false;
    const std::uint32_t number = state.read32(bytes.data());
    if (number == section_header) return read_block(state, bytes);
    if (const auto* magic = magic_of(number)) return read_header(state, *magic, bytes);
    state.swapped = true;
    if (const auto* magic = magic_of(std::byteswap(number))) return read_header(state, *magic, bytes);
    std::string text = "neither pcap nor pcapng: it begins with";
    for (const std::uint8_t byte : bytes.first(sizeof number))
        text += ' ' + hex_text(byte, 2);
    return fail_at(state.offset, text);
}

Result<Step> read_pcap_record(const StreamState& state, std::span<const std::uint8_t> bytes) {
    if (bytes.size() < record_header_size) return incomplete(record_header_size);
    const std::uint32_t length = state.read32(&bytes[8]);
    const std::uint32_t limit = longest_packet(state.interfaces.front().snaplen);
    if (length > limit) return too_long(state.offset, length, limit);
    const std::size_t size = record_header_size + length;
    return bytes.size() < size ? incomplete(size) : whole(size, true);
}

// One load and two comparisons a record: what costs is the wait for the length that tells where the next one is.
void scan_pcap(const StreamState& state, std::span<const std::uint8_t> bytes, std::uint64_t at_most, Scan& scan) {
    const std::uint32_t limit = longest_packet(state.interfaces.front().snaplen);
    const std::uint8_t* at = bytes.data();
    std::size_t left = bytes.size();
    std::uint64_t packets = 0;
    while (packets < at_most && left >= record_header_size) {
        const std::uint32_t length = state.read32(at + 8);
        const std::size_t size = record_header_size + length;
        if (length > limit || size > left) break;
        at += size;
        left -= size;
        ++packets;
    }
    scan.packets += packets;
    scan.whole += bytes.size() - left;
}

Packet pcap_packet(const StreamState& state, std::span<const std::uint8_t> record) {
    const auto& interface = state.interfaces.front();
    const std::int64_t fraction = state.read32(&record[4]);
    return {.time = PacketTime(std::chrono::seconds(state.read32(record.data())) +
                               std::chrono::nanoseconds(interface.resolution == 9 ? fraction : fraction * 1000)),
            .link_type = interface.link_type,
            .original_length = state.read32(&record[12]),
            .bytes = record.subspan(record_header_size)};
}

}  // namespace snet::capture
