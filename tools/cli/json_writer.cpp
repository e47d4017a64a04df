#include "tools/cli/json_writer.hpp"

#include <charconv>
#include <cmath>

#include "tools/cli/utf8.hpp"

namespace snet::cli {

namespace {

constexpr char hex[] = "0123456789abcdef";

// At most 12 bytes for one character.
std::size_t write_unit(char* to, unsigned unit) {
    const char escaped[] = {'\\', 'u', hex[unit >> 12], hex[(unit >> 8) & 15], hex[(unit >> 4) & 15], hex[unit & 15]};
    std::memcpy(to, escaped, sizeof escaped);
    return sizeof escaped;
}

std::size_t write_escaped(char* to, char32_t point) {
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
        return 2;
    }
    if (point < 0x10000) return write_unit(to, point);
    const std::size_t high = write_unit(to, 0xd800 + ((point - 0x10000) >> 10));
    return high + write_unit(to + high, 0xdc00 + ((point - 0x10000) & 0x3ff));
}

}  // namespace

JsonWriter::JsonWriter(std::span<const ColumnName> columns, bool lines) : lines_(lines) {
    // A column's key is ours: letters, digits and underscores.
    for (const ColumnName& column : columns)
        keys_.push_back(",\"" + std::string(column.key) + "\":");
}

void JsonWriter::begin_row() {
    if (!lines_) out_.put(any_row_ ? ',' : '[');
    out_.put('{');
    any_row_ = true;
    comma_ = false;
}

void JsonWriter::begin_cell(std::size_t column) {
    key_ = &keys_[column];
}

void JsonWriter::end_row() {
    key_ = nullptr;
    out_.put('}');
    if (lines_) out_.put('\n');
}

Result<void> JsonWriter::finish() {
    if (!lines_) out_.put(any_row_ ? "]\n" : "[]\n");
    return out_.flush();
}

void JsonWriter::abandon() {
    if (any_row_ && !lines_) out_.put("]\n");
    (void)out_.flush();
}

void JsonWriter::before_value() {
    if (key_ != nullptr) {
        out_.put(std::string_view(*key_).substr(comma_ ? 0 : 1));
        key_ = nullptr;
    } else if (comma_) {
        out_.put(',');
    }
    comma_ = true;
}

void JsonWriter::text(std::string_view text) {
    before_value();
    quoted(text);
}

void JsonWriter::quoted(std::string_view text) {
    out_.put('"');
    while (true) {
        const std::size_t plain = bytes::plain_prefix<true>(text);
        out_.put(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty()) break;
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
    out_.put('"');
}

template <class Number>
void JsonWriter::digits(Number value) {
    before_value();
    char* const begin = out_.room(40);
    out_.wrote(static_cast<std::size_t>(std::to_chars(begin, begin + 40, value).ptr - begin));
}

void JsonWriter::number(std::uint64_t value) {
    digits(value);
}

void JsonWriter::signed_number(std::int64_t value) {
    digits(value);
}

void JsonWriter::real(double value) {
    if (std::isfinite(value)) return digits(value);
    before_value();
    out_.put("null");
}

void JsonWriter::boolean(bool value) {
    before_value();
    out_.put(value ? "true" : "false");
}

void JsonWriter::begin_list() {
    before_value();
    out_.put('[');
    comma_ = false;
}

void JsonWriter::end_list() {
    out_.put(']');
    comma_ = true;
}

void JsonWriter::begin_object() {
    before_value();
    out_.put('{');
    comma_ = false;
}

void JsonWriter::key(std::string_view key) {
    key_ = nullptr;  // a column that writes keys of the row itself does without its own
    if (comma_) out_.put(',');
    quoted(key);
    out_.put(':');
    comma_ = false;
}

void JsonWriter::end_object() {
    out_.put('}');
    comma_ = true;
}

}  // namespace snet::cli
