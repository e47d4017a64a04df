#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "snet/extcap/option.hpp"

namespace snet::extcap {

/// A number of the type of an option: whole, or a double.
using OptionNumber = std::variant<std::int64_t, double>;

/// Reads the whole text: decimal digits, a sign where the type has one, for doubles also a point and an exponent. None:
/// it is something else, not finite, or more than the type holds.
std::optional<OptionNumber> parse_option_number(OptionType type, std::string_view text);

bool is_number(OptionType type);

}  // namespace snet::extcap
