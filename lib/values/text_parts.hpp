#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace snet {

/// What isspace(3) takes for blanks.
inline constexpr std::string_view all_blanks = " \t\n\r\v\f";

constexpr std::string_view without_leading(std::string_view text, std::string_view blanks = all_blanks) {
    return text.substr(std::min(text.find_first_not_of(blanks), text.size()));
}

/// The text without the blanks before and behind it.
constexpr std::string_view trimmed(std::string_view text, std::string_view blanks) {
    text = without_leading(text, blanks);
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

/// Takes the first word, and the blanks before it, off the text; empty if there is none.
constexpr std::string_view take_word(std::string_view& text, std::string_view blanks = all_blanks) {
    text = without_leading(text, blanks);
    const std::string_view word = text.substr(0, text.find_first_of(blanks));
    text.remove_prefix(word.size());
    return word;
}

/// The parts between the separators, one more than these.
inline std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == text.npos) return parts;
        text.remove_prefix(end + 1);
    }
}

}  // namespace snet
