#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace snet {

/// The greatest numbers of 8, 16, 32 and 64 bits, as a `maximum`.
inline constexpr std::uint64_t max8 = 0xff;
inline constexpr std::uint64_t max16 = 0xffff;
inline constexpr std::uint64_t max32 = 0xffffffff;
inline constexpr std::uint64_t max64 = 0xffffffffffffffff;

/// A whole number as iproute2 reads one: decimal, octal after `0`, hexadecimal after `0x`. None if it is anything else
/// or more than `maximum`.
std::optional<std::uint64_t> parse_number(std::string_view text, std::uint64_t maximum);

/// Digits of `base` alone, without a mark.
std::optional<std::uint64_t> parse_digits(std::string_view text, int base, std::uint64_t maximum);

}  // namespace snet
