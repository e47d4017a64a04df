#include "lib/extcap/option_number.hpp"

#include <charconv>
#include <cmath>
#include <limits>

namespace snet::extcap {

namespace {

template <class Number>
std::optional<Number> parse_whole(std::string_view text) {
    // from_chars takes a minus, but no plus.
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) return std::nullopt;
    }
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return number;
}

std::optional<OptionNumber> within(std::string_view text, std::int64_t least, std::int64_t most) {
    const auto number = parse_whole<std::int64_t>(text);
    if (!number || *number < least || *number > most) return std::nullopt;
    return *number;
}

}  // namespace

bool is_number(OptionType type) {
    return type == OptionType::integer || type == OptionType::unsigned_value || type == OptionType::long_value ||
           type == OptionType::double_value;
}

std::optional<OptionNumber> parse_option_number(OptionType type, std::string_view text) {
    using Limits = std::numeric_limits<std::int32_t>;
    switch (type) {
        case OptionType::integer:
            return within(text, Limits::min(), Limits::max());
        case OptionType::unsigned_value:
            return text.starts_with('-') ? std::nullopt : within(text, 0, std::numeric_limits<std::uint32_t>::max());
        case OptionType::long_value:
            if (const auto number = parse_whole<std::int64_t>(text)) return *number;
            return std::nullopt;
        case OptionType::double_value:
            if (const auto number = parse_whole<double>(text); number && std::isfinite(*number)) return *number;
            return std::nullopt;
        default:
            return std::nullopt;
    }
}

}  // namespace snet::extcap
