#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "snet/capture/packet.hpp"

namespace snet::capture {

/// The fields of an entry of systemd's journal in its export format that are looked at: lines `NAME=value`, or for
/// values of several lines `NAME`, 8 bytes of length in little-endian order and the value. Views into the entry.
struct JournalEntry {
    std::optional<std::string_view> message;
    std::optional<std::string_view> identifier;  ///< the program that says so
    std::optional<std::string_view> host;
    std::optional<PacketTime> time;
};

/// Ends where the entry does not keep to its format.
JournalEntry read_journal_entry(std::span<const std::uint8_t> bytes);

}  // namespace snet::capture
