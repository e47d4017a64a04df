#include "tools/cli/json_writer.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <utility>

#include "lib/values/hex.hpp"
#include "tools/cli/utf8.hpp"

namespace snet::cli {

namespace {

constexpr std::size_t short_text = 1024;
constexpr std::size_t longest_number = 40;

char* write_unit(char* to, unsigned unit) {
    *to++ = '\\';
    *to++ = 'u';
    to = write_hex_byte(to, static_cast<std::uint8_t>(unit >> 8));
    return write_hex_byte(to, static_cast<std::uint8_t>(unit));
}

// At most 12 bytes for one character; returns their end.
char* write_escaped(char* to, char32_t point) {
    char letter = 0;
    switch (point) {
        case '"':
            letter = '"';
            break;
        case '\\':
            letter = '\\';
            break;
        case '\b':
            letter = 'b';
            break;
        case '\f':
            letter = 'f';
            break;
        case '\n':
            letter = 'n';
            break;
        case '\r':
            letter = 'r';
            break;
        case '\t':
            letter = 't';
            break;
        default:
            break;
    }
    if (letter != 0) {
        to[0] = '\\';
        to[1] = letter;
        return to + 2;
    }
    if (point < 0x10000) return write_unit(to, point);
    to = write_unit(to, 0xd800 + ((point - 0x10000) >> 10));
    return write_unit(to, 0xdc00 + ((point - 0x10000) & 0x3ff));
}

}  // namespace

JsonWriter::JsonWriter(std::span<const ColumnName> columns, bool lines) : lines_(lines) {
    for (const ColumnName& column : columns) {
        const std::string text = ",\"" + std::string(column.key) + "\":";
        assert(text.size() <= longest_key);
        Key& key = keys_.emplace_back();
        key.size = text.copy(key.bytes.data(), longest_key);
    }
}

void JsonWriter::begin_row() {
    char* to = out_.room(2);
    if (!lines_) *to++ = any_row_ ? ',' : '[';
    *to++ = '{';
    out_.wrote(to);
    any_row_ = true;
    comma_ = false;
}

void JsonWriter::end_row() {
    cell_ = no_cell;
    char* to = out_.room(2);
    *to++ = '}';
    if (lines_) *to++ = '\n';
    out_.wrote(to);
}

Result<void> JsonWriter::finish() {
    if (!lines_) out_.put(any_row_ ? "]\n" : "[]\n");
    return out_.flush();
}

void JsonWriter::abandon() {
    if (any_row_ && !lines_) out_.put("]\n");
    (void)out_.flush();
}

inline char* JsonWriter::value_room(std::size_t size) {
    return begin_value(out_.room(longest_key + size));
}

inline char* JsonWriter::begin_value(char* to) {
    if (cell_ != no_cell) {
        const Key& key = keys_[std::exchange(cell_, no_cell)];
        const std::size_t skipped = comma_ ? 0 : 1;
        std::memcpy(to, key.bytes.data() + skipped, longest_key);
        to += key.size - skipped;
    } else if (comma_) {
        *to++ = ',';
    }
    comma_ = true;
    return to;
}

// What is longer than `short_text` is escaped piece by piece.
inline void JsonWriter::put_quoted(char* to, std::string_view text) {
    *to++ = '"';
    const std::size_t plain = text.size() <= short_text ? bytes::copy_plain<true>(to, text) : 0;
    to += plain;
    if (plain != text.size()) {
        out_.wrote(to);
        put_escaping(text.substr(plain));
        to = out_.room(1);
    }
    *to++ = '"';
    out_.wrote(to);
}

void JsonWriter::text(std::string_view text) {
    put_quoted(value_room(std::min(text.size(), short_text) + 2), text);
}

void JsonWriter::plain_in_room_made(std::string_view text) {
    this->text(text);
}

void JsonWriter::plain(std::string_view text) {
    char* const room = out_.room_at_hand(longest_key + text.size() + 2);
    if (room == nullptr || text.size() > short_text) return plain_in_room_made(text);
    char* to = begin_value(room);
    *to++ = '"';
    to = bytes::copy_short(to, text);
    *to++ = '"';
    out_.wrote(to);
}

void JsonWriter::put_escaping(std::string_view text) {
    while (true) {
        const std::size_t plain = bytes::plain_prefix<true>(text);
        out_.put(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty()) return;
        const CodePoint point = first_code_point(text);
        if (!point.valid) {
            out_.put("\xef\xbf\xbd");
        } else if (point.value == '"' || point.value == '\\' || is_unsafe(point.value)) {
            out_.wrote(write_escaped(out_.room(12), point.value));
        } else {
            out_.put(text.substr(0, point.size));
        }
        text.remove_prefix(point.size);
    }
}

template <class Number>
void JsonWriter::put_number(Number value) {
    char* const begin = value_room(longest_number);
    out_.wrote(std::to_chars(begin, begin + longest_number, value).ptr);
}

void JsonWriter::number(std::uint64_t value) {
    put_number(value);
}

void JsonWriter::signed_number(std::int64_t value) {
    put_number(value);
}

void JsonWriter::real(double value) {
    if (std::isfinite(value)) return put_number(value);
    put_word("null");
}

void JsonWriter::boolean(bool value) {
    put_word(value ? "true" : "false");
}

void JsonWriter::begin_list() {
    put_word("[");
    comma_ = false;
}

void JsonWriter::end_list() {
    out_.put(']');
    comma_ = true;
}

void JsonWriter::empty_list() {
    put_word("[]");
}

void JsonWriter::begin_object() {
    put_word("{");
    comma_ = false;
}

void JsonWriter::end_object() {
    out_.put('}');
    comma_ = true;
}

inline void JsonWriter::put_word(std::string_view word) {
    out_.wrote(bytes::copy_short(value_room(word.size()), word));
}

void JsonWriter::key(std::string_view key) {
    cell_ = no_cell;  // a column that writes keys of the row itself does without its own
    char* to = out_.room(std::min(key.size(), short_text) + 3);
    if (comma_) *to++ = ',';
    put_quoted(to, key);
    out_.put(':');
    comma_ = false;
}

}  // namespace snet::cli
