#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace snet {

/// A whole number as iproute2 reads one: decimal, octal after `0`, hexadecimal after `0x`. None if it is anything else
/// or more than `maximum`.
std::optional<std::uint64_t> parse_number(std::string_view text, std::uint64_t maximum);

/// Digits of `base` alone, without a mark.
std::optional<std::uint64_t> parse_digits(std::string_view text, int base, std::uint64_t maximum);

/// "0x1f"; 0 is "0", as printf's %#x has it.
std::string to_hexadecimal(std::uint64_t number);

}  // namespace snet
