#include "tools/cli/json_writer.hpp"

#include <charconv>
#include <cmath>
#include <utility>

#include "tools/cli/utf8.hpp"

namespace snet::cli {

namespace {

constexpr std::size_t short_key = 32;
constexpr std::size_t short_text = 1024;
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
    for (const ColumnName& column : columns) {
        std::string key = ",\"" + std::string(column.key) + "\":";
        const std::size_t size = key.size();
        if (size <= short_key) key.resize(short_key + 1);
        keys_.push_back({std::move(key), size});
    }
}

void JsonWriter::begin_row() {
    char* to = out_.room(2);
    if (!lines_) *to++ = any_row_ ? ',' : '[';
    *to = '{';
    out_.wrote(lines_ ? 1 : 2);
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

char* JsonWriter::value_room(std::size_t size) {
    const std::size_t begin = comma_ ? 0 : 1;
    const Key* const key = std::exchange(key_, nullptr);
    if (key != nullptr && key->size > short_key) {
        out_.put(std::string_view(key->bytes).substr(begin));
        comma_ = true;
        return out_.room(size);
    }
    char* const to = out_.room(short_key + size);
    std::size_t used = 0;
    if (key != nullptr) {
        std::memcpy(to, key->bytes.data() + begin, short_key);
        used = key->size - begin;
    } else if (comma_) {
        *to = ',';
        used = 1;
    }
    comma_ = true;
    out_.wrote(used);
    return to + used;
}

void JsonWriter::text(std::string_view text) {
    quoted(value_room(text.size() <= short_text ? text.size() + 2 : 0), text);
}

void JsonWriter::quoted(char* to, std::string_view text) {
    std::size_t plain = 0;
    if (text.size() <= short_text) {
        to[0] = '"';
        plain = bytes::copy_plain<true>(to + 1, text);
        to[plain + 1] = '"';
        out_.wrote(plain + 1);
    } else {
        out_.put('"');
    }
    if (plain == text.size()) return out_.wrote(1);
    put_escaping(text.substr(plain));
    out_.put('"');
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
void JsonWriter::digits(Number value) {
    char* const begin = value_room(40);
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
    value_room(0);
    out_.put("null");
}

void JsonWriter::boolean(bool value) {
    value_room(0);
    out_.put(value ? "true" : "false");
}

void JsonWriter::begin_list() {
    value_room(0);
    out_.put('[');
    comma_ = false;
}

void JsonWriter::end_list() {
    out_.put(']');
    comma_ = true;
}

void JsonWriter::begin_object() {
    value_room(0);
    out_.put('{');
    comma_ = false;
}

void JsonWriter::key(std::string_view key) {
    key_ = nullptr;  // a column that writes keys of the row itself does without its own
    if (comma_) out_.put(',');
    quoted(out_.room(key.size() <= short_text ? key.size() + 2 : 0), key);
    out_.put(':');
    comma_ = false;
}

void JsonWriter::end_object() {
    out_.put('}');
    comma_ = true;
}

}  // namespace snet::cli
