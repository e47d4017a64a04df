#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "lib/values/hex.hpp"

namespace snet {

/// The greatest numbers of 8, 16, 32 and 64 bits, as a `maximum`.
inline constexpr std::uint64_t max8 = 0xff;
inline constexpr std::uint64_t max16 = 0xffff;
inline constexpr std::uint64_t max32 = 0xffffffff;
inline constexpr std::uint64_t max64 = 0xffffffffffffffff;

/// Digits of `base` (8, 10 or 16) alone, without a mark. None if it is anything else or more than `maximum`.
constexpr std::optional<std::uint64_t> parse_digits(std::string_view text, int base, std::uint64_t maximum) {
    constexpr std::uint64_t large = max64 / 16 - 1;  // up to here another digit of any base fits in
    const auto step = static_cast<unsigned>(base);
    std::uint64_t number = 0;
    for (const char c : text) {
        const auto digit = static_cast<unsigned>(hex_value(c));
        if (digit >= step || (number > large && number > (max64 - digit) / step)) return std::nullopt;
        number = number * step + digit;
    }
    if (text.empty() || number > maximum) return std::nullopt;
    return number;
}

/// A whole number as iproute2 reads one: decimal, octal after `0`, hexadecimal after `0x`.
constexpr std::optional<std::uint64_t> parse_number(std::string_view text, std::uint64_t maximum) {
    if (text.starts_with("0x") || text.starts_with("0X")) return parse_digits(text.substr(2), 16, maximum);
    if (text.size() > 1 && text.front() == '0') return parse_digits(text.substr(1), 8, maximum);
    return parse_digits(text, 10, maximum);
}

}  // namespace snet
