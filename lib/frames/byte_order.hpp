#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace snet::frames {

/// The two bytes at `offset`, which must be there, as a number.
inline std::uint16_t read_be16(std::span<const std::uint8_t> bytes, std::size_t offset) {
    return static_cast<std::uint16_t>(bytes[offset] << 8 | bytes[offset + 1]);
}

inline void write_be16(std::span<std::uint8_t> bytes, std::size_t offset, std::uint16_t number) {
    bytes[offset] = static_cast<std::uint8_t>(number >> 8);
    bytes[offset + 1] = static_cast<std::uint8_t>(number);
}

}  // namespace snet::frames
