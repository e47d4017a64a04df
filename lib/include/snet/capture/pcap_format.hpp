#pragma once

#include <array>
#include <bit>
#include <chrono>
#include <cstdint>

#include "snet/capture/packet.hpp"

/// How pcap is written, in the byte order of the host, which a reader sees by it. All of it is inline: it takes no
/// library.
namespace snet::capture {

/// The longest packet of a stream whose own limit is not greater.
inline constexpr std::uint32_t usual_snaplen = 262144;

using PcapHeader = std::array<std::uint8_t, 24>;
using PcapRecordHeader = std::array<std::uint8_t, 16>;

/// What a file of pcap 2.4 begins with; times are to the nanosecond.
constexpr PcapHeader pcap_header(LinkType link_type, std::uint32_t snaplen = usual_snaplen) {
    constexpr std::uint32_t nanosecond_magic = 0xa1b23c4d;
    const std::uint32_t version = std::bit_cast<std::uint32_t>(std::array<std::uint16_t, 2>{2, 4});
    return std::bit_cast<PcapHeader>(std::array<std::uint32_t, 6>{nanosecond_magic, version, 0, 0, snaplen, link_type});
}

/// What stands before the captured bytes of a packet. A time that pcap cannot hold (before 1970, after 2106) is 0.
constexpr PcapRecordHeader pcap_record_header(PacketTime time, std::uint32_t captured_length,
                                              std::uint32_t original_length) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    const auto fraction = static_cast<std::uint32_t>((time - seconds).count());
    const std::int64_t count = seconds.time_since_epoch().count();
    const bool fits = count >= 0 && count <= 0xffffffff;
    return std::bit_cast<PcapRecordHeader>(std::array<std::uint32_t, 4>{
        fits ? static_cast<std::uint32_t>(count) : 0, fits ? fraction : 0, captured_length, original_length});
}

/// The same for a packet of a stream; 0 if its time is not known.
constexpr PcapRecordHeader pcap_record_header(const Packet& packet) {
    return pcap_record_header(packet.time.value_or(PacketTime{}), static_cast<std::uint32_t>(packet.bytes.size()),
                              packet.original_length);
}

}  // namespace snet::capture
