#include <algorithm>
#include <optional>

#include "lib/values/text_parts.hpp"
#include "snet/dns/name.hpp"

namespace snet::dns {
namespace {

/// One byte of a name's text.
struct Character {
    std::uint8_t byte = 0;
    bool is_dot = false;  ///< one that ends a label
};

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Takes the byte that the text begins with off it. None: a bad escape, which stays.
std::optional<Character> take_character(std::string_view& text) {
    const auto byte = static_cast<std::uint8_t>(text[0]);
    if (byte != '\\') {
        text.remove_prefix(1);
        return Character{byte, byte == '.'};
    }
    if (text.size() < 2) return std::nullopt;
    if (!is_digit(text[1])) {
        const auto escaped = static_cast<std::uint8_t>(text[1]);
        text.remove_prefix(2);
        return Character{escaped};
    }
    if (text.size() < 4 || !is_digit(text[2]) || !is_digit(text[3])) return std::nullopt;
    const int number = (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
    if (number > 255) return std::nullopt;
    text.remove_prefix(4);
    return Character{static_cast<std::uint8_t>(number)};
}

/// Calls back for each character; false as soon as an escape is bad.
template <class Found>
bool each_character(std::string_view text, Found&& found) {
    while (!text.empty()) {
        const auto character = take_character(text);
        if (!character) return false;
        found(*character, text.empty());
    }
    return true;
}

/// The label that is in the way, for a message: as it is written, from `begin` on.
std::string label_text(std::string_view begin) {
    std::string_view rest = begin;
    while (!rest.empty() && rest[0] != '.')
        if (!take_character(rest)) rest = {};
    constexpr std::size_t enough = 80;
    const std::string_view label = begin.substr(0, begin.size() - rest.size());
    return label.size() <= enough ? std::string(label) : std::string(label.substr(0, enough)) + "...";
}

std::unexpected<Error> refuse(std::string_view text, const std::string& what) {
    constexpr std::size_t enough = 300;
    return fail(
        ErrorKind::invalid,
        (text.size() <= enough ? std::string(text) : std::string(text.substr(0, enough)) + "...") + ": " + what);
}

}  // namespace

Result<DnsName> DnsName::parse(std::string_view text) {
    if (text == ".") return DnsName();
    if (text.empty()) return fail(ErrorKind::invalid, "the name is empty");
    std::string wire;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::string_view begin = rest;
        const std::size_t length_at = wire.size();
        wire += '\0';
        while (!rest.empty()) {
            const auto character = take_character(rest);
            if (!character)
                return refuse(
                    text, "\\ is not followed by a character or by \\000 to \\255 in the label " + label_text(begin));
            if (character->is_dot) break;
            wire += static_cast<char>(character->byte);
        }
        const std::size_t length = wire.size() - length_at - 1;
        if (length == 0) return refuse(text, "a label is empty");
        if (length > max_label)
            return refuse(
                text, "the label " + label_text(begin) + " has " + std::to_string(length) + " bytes, 63 are allowed");
        wire[length_at] = static_cast<char>(length);
    }
    wire += '\0';
    if (wire.size() > max_wire)
        return refuse(text, "the name has " + std::to_string(wire.size()) + " bytes, 255 are allowed");
    return DnsName(std::move(wire));
}

bool DnsName::is_absolute(std::string_view text) {
    bool absolute = false;
    each_character(text, [&](Character character, bool) { absolute = character.is_dot; });
    return absolute;
}

std::size_t DnsName::dots(std::string_view text) {
    std::size_t count = 0;
    each_character(text, [&](Character character, bool is_last) { count += character.is_dot && !is_last ? 1 : 0; });
    return count;
}

}  // namespace snet::dns
