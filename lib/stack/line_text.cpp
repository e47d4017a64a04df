#include "lib/stack/line_text.hpp"

#include <algorithm>

#include "lib/records/blank_text.hpp"

namespace snet {

namespace {

/// Takes the first line, with its end, off the text.
std::string_view take_line(std::string_view& text) {
    const std::string_view line = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
    text.remove_prefix(line.size());
    return line;
}

}  // namespace

std::string_view without_comment(std::string_view line) {
    for (std::size_t at = line.find('#'); at != line.npos; at = line.find('#', at + 1))
        if (at == 0 || blank_characters.contains(line[at - 1])) return line.substr(0, at);
    return line;
}

bool is_readable(std::string_view line) {
    const auto is_control = [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; };
    return std::ranges::none_of(line, is_control) && without_comment(line).size() == line.size();
}

std::string with_record(std::string_view text, std::uint32_t line, std::string_view record) {
    std::string_view rest = text;
    while (--line > 0)
        take_line(rest);
    const std::string_view old = trimmed(without_comment(take_line(rest)));
    const auto begin = static_cast<std::size_t>(old.data() - text.data());
    return std::string(text.substr(0, begin)).append(record).append(text.substr(begin + old.size()));
}

std::string with_line(std::string_view text, std::string_view line) {
    std::string longer(text);
    if (!longer.empty() && !longer.ends_with('\n')) longer += '\n';
    return longer.append(line).append("\n");
}

std::string without_lines(std::string_view text, const std::vector<std::uint32_t>& lines) {
    std::string shorter;
    shorter.reserve(text.size());
    std::uint32_t number = 0;
    auto next = lines.begin();
    while (!text.empty()) {
        const std::string_view line = take_line(text);
        if (next != lines.end() && *next == ++number)
            ++next;
        else
            shorter += line;
    }
    return shorter;
}

}  // namespace snet
