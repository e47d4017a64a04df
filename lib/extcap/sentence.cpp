#include "lib/extcap/sentence.hpp"

#include <algorithm>
#include <array>

#include "lib/extcap/utf8.hpp"
#include "lib/values/ascii_case.hpp"
#include "lib/values/text_parts.hpp"

namespace snet::extcap {

namespace {

constexpr std::string_view keywords[] = {"extcap", "interface", "dlt", "arg", "value", "control"};
constexpr std::string_view blanks = " \t\v\f\r";

// Who writes more than this per line is no plug-in that anybody could use.
constexpr std::size_t longest_line = std::size_t{64} << 10;

/// Where the value ends that begins at `start`: at the first `}` before a `{`, a blank or the end. No quoting, and
/// braces inside of patterns are whole so.
std::size_t end_of_value(std::string_view line, std::size_t start) {
    for (std::size_t at = line.find('}', start); at != line.npos; at = line.find('}', at + 1)) {
        if (at + 1 == line.size() || line[at + 1] == '{' || blanks.contains(line[at + 1])) return at;
    }
    return line.npos;
}

/// Reads all `{key=value}`; what stands between them is nobody's.
void read_tokens(std::string_view line, Sentence& sentence) {
    for (std::size_t open = line.find('{'); open != line.npos; open = line.find('{', open)) {
        const std::size_t end = end_of_value(line, open + 1);
        if (end == line.npos) return void(sentence.is_damaged = true);
        const std::string_view token = line.substr(open + 1, end - open - 1);
        const std::size_t equals = token.find('=');
        if (equals == token.npos || equals == 0)
            sentence.is_damaged = true;
        else
            sentence.tokens.emplace_back(trimmed(token.substr(0, equals), blanks), token.substr(equals + 1));
        open = end + 1;
    }
}

std::string start_of(std::string_view line) {
    constexpr std::size_t most = 60;
    if (line.size() <= most) return std::string(line);
    std::size_t size = most;
    while (size > 0 && (static_cast<unsigned char>(line[size]) & 0xc0) == 0x80)
        --size;  // not through a character
    return std::string(line.substr(0, size)) + "...";
}

void read_line(std::string_view line, std::size_t number, FunctionRef<void(const Sentence&)> read,
               FunctionRef<void(std::string)> warn) {
    const auto sentence = parse_sentence(line);
    const auto said = [&](std::string_view what) { warn("line " + std::to_string(number) + ": " + std::string(what)); };
    if (!sentence) {
        const bool looks_so = std::ranges::any_of(keywords, [&](auto word) { return line.starts_with(word); });
        if (line.size() > longest_line)
            said("longer than 64 KiB");
        else if (!is_utf8(line))
            said("not UTF-8");
        else if (looks_so)
            said("no sentence: " + start_of(line));
        return;
    }
    if (sentence->is_damaged) said("a part is not {key=value}: " + start_of(line));
    read(*sentence);
}

}  // namespace

std::optional<std::string_view> Sentence::value(std::string_view key) const {
    const auto found = std::find_if(tokens.rbegin(), tokens.rend(),
                                    [&](const auto& token) { return equal_in_any_case(token.first, key); });
    if (found == tokens.rend()) return std::nullopt;
    return found->second;
}

std::string Sentence::text(std::string_view key) const {
    return std::string(value(key).value_or(""));
}

std::optional<Sentence> parse_sentence(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    Sentence sentence;
    sentence.keyword = line.substr(0, line.find_first_of(blanks));
    if (std::ranges::find(keywords, sentence.keyword) == std::end(keywords)) return std::nullopt;
    if (line.size() > longest_line || line.contains('\0') || !is_utf8(line)) return std::nullopt;
    const std::string_view rest = without_leading(line.substr(sentence.keyword.size()), blanks);
    if (!rest.starts_with('{')) return std::nullopt;
    read_tokens(rest, sentence);
    if (sentence.tokens.empty()) return std::nullopt;
    return sentence;
}

void each_sentence(std::string_view text, FunctionRef<void(const Sentence&)> sentence,
                   FunctionRef<void(std::string)> warn) {
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        read_line(text.substr(0, end), number, sentence, warn);
        if (end == text.npos) return;
        text.remove_prefix(end + 1);
    }
}

bool is_true(std::string_view text) {
    return text.find_first_of("yYtT123456789") != text.npos;
}

bool is_plain_truth(std::string_view text) {
    constexpr std::array<std::string_view, 6> words{"true", "false", "yes", "no", "1", "0"};
    return std::ranges::any_of(words, [&](std::string_view word) { return equal_in_any_case(word, text); });
}

}  // namespace snet::extcap
