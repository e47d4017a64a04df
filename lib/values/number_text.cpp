#include "lib/values/number_text.hpp"

#include <charconv>

namespace snet {

std::optional<std::uint64_t> parse_digits(std::string_view text, int base, std::uint64_t maximum) {
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number, base);
    if (read.ec != std::errc{} || read.ptr != end || number > maximum) return std::nullopt;
    return number;
}

std::optional<std::uint64_t> parse_number(std::string_view text, std::uint64_t maximum) {
    if (text.starts_with("0x") || text.starts_with("0X")) return parse_digits(text.substr(2), 16, maximum);
    if (text.size() > 1 && text.front() == '0') return parse_digits(text.substr(1), 8, maximum);
    return parse_digits(text, 10, maximum);
}

}  // namespace snet
