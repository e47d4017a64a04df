#include "snet/ip_command.hpp"

#include <algorithm>

namespace snet {

namespace {

bool is_plain(char c) {
    constexpr std::string_view others = "-_./:,=+@%";
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return is_letter || (c >= '0' && c <= '9') || others.contains(c);
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

// In single quotes a shell takes every character as it is, but them.
std::string shell_word(const std::string& word) {
    if (!word.empty() && std::ranges::all_of(word, is_plain)) return word;
    std::string quoted = "'";
    for (const char c : word)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + '\'';
}

// `ip -batch` cuts every line at a `#`, and reads quotes only around a whole word.
std::optional<std::string> batch_word(const std::string& word) {
    if (word.contains('#') || word.ends_with('\\')) return std::nullopt;
    const bool is_quoted = word.empty() || word.starts_with('\'') || word.starts_with('"');
    if (!is_quoted) return word;
    const char quote = word.contains('"') ? '\'' : '"';
    if (word.contains(quote)) return std::nullopt;
    return quote + word + quote;
}

template <class Quote>
std::optional<std::string> joined(std::string line, const IpCommand& command, Quote quote) {
    for (const std::string& word : command) {
        const std::optional<std::string> quoted = quote(word);
        if (!quoted || std::ranges::any_of(word, is_control)) return std::nullopt;
        if (!line.empty()) line += ' ';
        line += *quoted;
    }
    return line;
}

}  // namespace

std::optional<std::string> shell_line(const IpCommand& command) {
    return joined("ip", command, shell_word);
}

std::optional<std::string> batch_line(const IpCommand& command) {
    return joined("", command, batch_word);
}

}  // namespace snet
