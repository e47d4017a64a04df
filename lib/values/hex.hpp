#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>

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

inline constexpr char hex_digits[] = "0123456789abcdef";

/// Writes a byte as two lower-case digits and returns the end.
constexpr char* write_hex_byte(char* out, std::uint8_t byte) {
    *out++ = hex_digits[byte >> 4];
    *out++ = hex_digits[byte & 15];
    return out;
}

/// Lower-case digits alone, at least so many: "1f".
inline std::string hex_text(std::uint64_t number, std::size_t least_digits = 1) {
    std::array<char, 16> buffer;
    const char* const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, 16).ptr;
    const auto size = static_cast<std::size_t>(end - buffer.data());
    return std::string(size < least_digits ? least_digits - size : 0, '0').append(buffer.data(), size);
}

/// "0x1f"; 0 is "0", as printf's %#x has it, unless digits are asked for.
inline std::string to_hexadecimal(std::uint64_t number, std::size_t least_digits = 0) {
    return number == 0 && least_digits == 0 ? "0" : "0x" + hex_text(number, least_digits);
}

}  // namespace snet
