#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>

#include "lib/values/ascii_case.hpp"

namespace snet::dns {

using WireBytes = std::span<const std::uint8_t>;

enum class Compression : std::uint8_t { allowed, forbidden };

/// Where a name ends that begins at `offset`: behind its zero or its first pointer (RFC 1035, 4.1.4), which must be
/// before `limit`. None if it is not sound: each pointer must lead before the labels that it ends, which rules out
/// loops, and not into the header, and there may be no more of them than labels; no label may be of another kind; and
/// it has 255 bytes at most.
std::optional<std::size_t> end_of_name(WireBytes message, std::size_t offset, std::size_t limit,
                                       Compression compression);

/// Calls `label` with each label of a sound name, without its length and but for the root.
template <class Label>
void each_label(WireBytes message, std::size_t offset, Label&& label) {
    const std::uint8_t* const bytes = message.data();
    while (bytes[offset] != 0) {
        const std::size_t length = bytes[offset];
        if (length >= 0xc0) {
            offset = (length & 0x3f) << 8 | bytes[offset + 1];
            continue;
        }
        label(message.subspan(offset + 1, length));
        offset += 1 + length;
    }
}

/// Where the labels of a sound name begin that has pointers only behind some: its own offset, or what that points to.
inline std::size_t first_label(WireBytes message, std::size_t offset) {
    while (message[offset] >= 0xc0)
        offset = (message[offset] & 0x3fU) << 8 | message[offset + 1];
    return offset;
}

/// Writes a sound name without compression, at most 255 bytes, and returns the end.
std::uint8_t* copy_name(WireBytes message, std::size_t offset, std::uint8_t* out);

/// Writes one label as it is printed, at most 4 characters for a byte, and returns the end.
char* write_label(WireBytes label, char* out);

/// Appends a sound name as it is printed, with the dot at the end.
void append_name(std::string& out, WireBytes message, std::size_t offset);

/// The letters A to Z count as a to z. Lengths of labels are below 64, so this may run over whole names.
inline bool equal_bytes_in_any_case(const std::uint8_t* one, const std::uint8_t* other, std::size_t size) {
    if (std::memcmp(one, other, size) == 0) return true;
    for (std::size_t i = 0; i < size; ++i)
        if (to_lower(static_cast<char>(one[i])) != to_lower(static_cast<char>(other[i]))) return false;
    return true;
}

}  // namespace snet::dns
