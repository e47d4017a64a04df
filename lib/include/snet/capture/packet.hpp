#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "snet/capture/link_type.hpp"

namespace snet::capture {

/// When a packet was seen, to the nanosecond.
using PacketTime = std::chrono::sys_time<std::chrono::nanoseconds>;

/// A packet of a stream, or what pcapng has in the place of one: an entry of systemd's journal. Its bytes are valid
/// only while it is shown.
struct Packet {
    std::uint64_t number = 0;        ///< 1 is the first of the stream
    std::optional<PacketTime> time;  ///< none: not told, or not before the year 2262
    LinkType link_type = link_type_ethernet;
    std::uint32_t interface = 0;          ///< of its section of pcapng, from 0 on; 0 where there is none
    std::uint32_t original_length = 0;    ///< bytes on the link, which may be less than were captured
    std::span<const std::uint8_t> bytes;  ///< what was captured of it, which may be nothing

    std::size_t captured_length() const { return bytes.size(); }
};

}  // namespace snet::capture
