#pragma once

#include <cstdint>

namespace snet {

/// What a hexadecimal digit of either case is worth; -1 for any other character.
constexpr int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// Writes a byte as two lower-case digits and returns the end.
constexpr char* write_hex_byte(char* out, std::uint8_t byte) {
    constexpr char digits[] = "0123456789abcdef";
    *out++ = digits[byte >> 4];
    *out++ = digits[byte & 15];
    return out;
}

}  // namespace snet
