#include "lib/records/word_reader.hpp"

#include <algorithm>

#include "lib/values/number_text.hpp"

namespace snet {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Whether the text has `ip -o`'s mark of a broken line here: behind the last word it would break nothing.
bool has_mark(std::string_view text, std::size_t position) {
    const std::string_view rest = text.substr(position);
    return rest.starts_with("\\\t") && !std::ranges::all_of(rest.substr(1), is_blank);
}

std::unexpected<Error> fail_in_column(std::size_t position, const std::string& reason) {
    return fail(ErrorKind::invalid, "column " + std::to_string(position + 1) + ": " + reason);
}

}  // namespace

void WordReader::skip_blanks() {
    while (position_ < text_.size() && is_blank(text_[position_]))
        ++position_;
}

std::string_view WordReader::word_at(std::size_t position) const {
    std::size_t end = position;
    while (end < text_.size() && !is_blank(text_[end])) {
        // `ip -o` may put its mark of a broken line right behind a word: "pref medium\\<TAB>nexthop".
        if (end > position && has_mark(text_, end)) break;
        ++end;
    }
    return text_.substr(position, end - position);
}

std::string_view WordReader::peek() {
    skip_blanks();
    while (word_at(position_) == "\\") {
        ++position_;
        skip_blanks();
    }
    return word_at(position_);
}

std::string_view WordReader::take() {
    const std::string_view word = peek();
    last_ = position_;
    position_ += word.size();
    return word;
}

bool WordReader::accept(std::string_view word) {
    if (peek() != word) return false;
    take();
    return true;
}

Result<std::string_view> WordReader::value(std::string_view expected) {
    skip_blanks();
    const std::string_view word = word_at(position_);
    if (word.empty()) return fail_at_next(expected);
    last_ = position_;
    position_ += word.size();
    return word;
}

Result<std::uint64_t> WordReader::number(std::string_view expected, std::uint64_t maximum) {
    return value_if(expected, [maximum](std::string_view word) { return parse_number(word, maximum); });
}

std::unexpected<Error> WordReader::fail(const std::string& reason) const {
    return fail_in_column(last_, reason);
}

std::unexpected<Error> WordReader::fail_given_twice() const {
    return fail_in_column(last_, std::string(word_at(last_)) + ": given twice");
}

std::unexpected<Error> WordReader::fail_expecting(std::string_view expected) const {
    return fail_in_column(last_, std::string(word_at(last_)) + ": expected " + std::string(expected));
}

std::unexpected<Error> WordReader::fail_at_next(std::string_view expected) {
    skip_blanks();
    const std::string_view word = word_at(position_);
    return fail_in_column(position_,
                          (word.empty() ? "end of line" : std::string(word)) + ": expected " + std::string(expected));
}

}  // namespace snet
