#pragma once

#include <array>
#include <cstdint>

namespace snet {

/// For every character what hex_value says of it: a table, as nobody can predict whether a digit will be a letter.
inline constexpr std::array<std::int8_t, 256> hex_values = [] {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (std::int8_t i = 0; i < 10; ++i)
        values[static_cast<std::size_t>('0' + i)] = i;
    for (std::int8_t i = 10; i < 16; ++i)
        values[static_cast<std::size_t>('a' + i - 10)] = values[static_cast<std::size_t>('A' + i - 10)] = i;
    return values;
}();

/// What a hexadecimal digit of either case is worth; -1 for any other character.
constexpr int hex_value(char c) {
    return hex_values[static_cast<unsigned char>(c)];
}

/// Writes a byte as two lower-case digits and returns the end.
constexpr char* write_hex_byte(char* out, std::uint8_t byte) {
    constexpr char digits[] = "0123456789abcdef";
    *out++ = digits[byte >> 4];
    *out++ = digits[byte & 15];
    return out;
}

}  // namespace snet
