#include "snet/mac_address.hpp"

#include <optional>

#include "lib/values/hex.hpp"

namespace snet {
namespace {

// Six groups of one or two digits with one kind of separator.
std::optional<MacAddress> parse_groups(std::string_view text, char separator) {
    MacAddress::Bytes bytes{};
    std::size_t at = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i > 0 && (at >= text.size() || text[at++] != separator)) return std::nullopt;
        if (at >= text.size() || hex_value(text[at]) < 0) return std::nullopt;
        int value = hex_value(text[at++]);
        if (at < text.size() && hex_value(text[at]) >= 0) value = value * 16 + hex_value(text[at++]);
        bytes[i] = static_cast<std::uint8_t>(value);
    }
    if (at != text.size()) return std::nullopt;
    return MacAddress(bytes);
}

// Twelve digits, with Cisco's dot after each fourth if they are dotted.
std::optional<MacAddress> parse_digits(std::string_view text, bool dotted) {
    MacAddress::Bytes bytes{};
    if (text.size() != (dotted ? 14 : 12)) return std::nullopt;
    std::size_t digits = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (dotted && at % 5 == 4) {
            if (text[at] != '.') return std::nullopt;
            continue;
        }
        const int value = hex_value(text[at]);
        if (value < 0) return std::nullopt;
        bytes[digits / 2] = static_cast<std::uint8_t>(bytes[digits / 2] * 16 + value);
        ++digits;
    }
    return MacAddress(bytes);
}

std::optional<MacAddress> parse_any(std::string_view text) {
    for (const char separator : {':', '-'})
        if (text.find(separator) != text.npos) return parse_groups(text, separator);
    return parse_digits(text, text.find('.') != text.npos);
}

}  // namespace

Result<MacAddress> MacAddress::parse(std::string_view text) {
    if (const auto mac = parse_any(text)) return *mac;
    return fail(ErrorKind::invalid, std::string(text) + ": not a MAC address");
}

std::string MacAddress::to_string() const {
    char text[3 * std::tuple_size_v<Bytes>];
    char* end = text;
    for (const std::uint8_t byte : bytes_) {
        end = write_hex_byte(end, byte);
        *end++ = ':';
    }
    return {text, end - 1};
}

}  // namespace snet
