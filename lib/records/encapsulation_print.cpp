#include <algorithm>
#include <span>

#include "lib/records/encapsulation_text.hpp"
#include "lib/records/encapsulation_words.hpp"
#include "lib/values/ascii_case.hpp"

namespace snet {

namespace {

const Value* find(const Fields& fields, std::string_view key) {
    const auto found = std::ranges::find(fields, key, &Field::key);
    return found == fields.end() ? nullptr : &found->value;
}

/// A number or a text as it is; nothing of anything else.
std::string plain(const Value* value) {
    if (value == nullptr) return "";
    if (const auto* text = std::get_if<std::string>(&value->data)) return *text;
    if (const auto* number = std::get_if<std::uint64_t>(&value->data)) return std::to_string(*number);
    if (const auto* number = std::get_if<std::int64_t>(&value->data)) return std::to_string(*number);
    return "";
}

std::span<const Value> list_of(const Value* value) {
    const auto* list = value == nullptr ? nullptr : std::get_if<Value::List>(&value->data);
    return list == nullptr ? std::span<const Value>{} : std::span<const Value>(*list);
}

std::string joined(std::span<const Value> values, char separator) {
    std::string text;
    for (const Value& value : values) {
        if (!text.empty()) text += separator;
        text += plain(&value);
    }
    return text;
}

/// The values of an object joined by colons.
std::string joined_object(const Value& value) {
    std::string text;
    if (const auto* fields = std::get_if<Fields>(&value.data))
        for (const Field& field : *fields)
            text += (text.empty() ? "" : ":") + plain(&field.value);
    return text;
}

std::string joined_objects(std::span<const Value> objects) {
    std::string text;
    for (const Value& object : objects)
        text += (text.empty() ? "" : ",") + joined_object(object);
    return text;
}

void append_segments(std::string& out, const Value& value) {
    const auto segments = list_of(&value);
    out += "segs " + std::to_string(segments.size()) + " [ ";
    for (const Value& segment : segments)
        out += plain(&segment) + ' ';
    out += "] ";
}

void append_key(std::string& out, const Value& value) {
    std::string digits = plain(&value);
    if (digits.starts_with("0x")) digits.erase(0, 2);
    out += "hmac " + in_upper_case(digits) + ' ';
}

void append_header(std::string& out, const Value& value) {
    const auto* header = std::get_if<Fields>(&value.data);
    if (header == nullptr) return;
    if (const Value* segments = find(*header, "segs")) append_segments(out, *segments);
    if (const Value* key = find(*header, "hmac")) append_key(out, *key);
}

std::string padded_bits(const std::string& digits) {
    return "0x" + std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits;
}

/// `ip -o` breaks the line before options, and marks the break.
void append_options(std::string& out, std::string_view word, const Value& value) {
    out += "\\\t" + std::string(word) + ' ' + joined_objects(list_of(&value)) + ' ';
}

std::string table_text(const Value& value, const Names& names) {
    const auto* table = std::get_if<std::uint64_t>(&value.data);
    return table == nullptr ? plain(&value) : names.table(static_cast<std::uint32_t>(*table));
}

/// What stands behind the field's word.
std::string text_of(const EncapWord& word, const Value& value, const Fields& fields, const Names& names) {
    switch (word.kind) {
        case EncapKind::table:
            return table_text(value, names);
        case EncapKind::list:
            return joined(list_of(&value), ',');
        case EncapKind::frequency:
            return plain(&value) + '/' + plain(find(fields, "freqn"));
        case EncapKind::bits:
            return padded_bits(plain(&value));
        default:
            return plain(&value);
    }
}

void append_word(std::string& out, const EncapWord& word, const Value& value, const Fields& fields,
                 const Names& names) {
    const std::string name = std::string(word.word) + ' ';
    const std::string text = text_of(word, value, fields, names) + ' ';
    switch (word.kind) {
        case EncapKind::flag:
            out += name;
            return;
        case EncapKind::labels:
        case EncapKind::headroom:
            out += ' ' + text;
            return;
        case EncapKind::program:
            out += text == "<unknown> " ? name : name + text;
            return;
        case EncapKind::list:
            if (!list_of(&value).empty()) out += name + text;
            return;
        case EncapKind::segments:
            return append_segments(out, value);
        case EncapKind::header:
            return append_header(out, value);
        case EncapKind::key:
            return append_key(out, value);
        case EncapKind::geneve:
        case EncapKind::vxlan:
        case EncapKind::erspan:
            return append_options(out, word.word, value);
        default:
            out += name + text;
    }
}

}  // namespace

Fields encapsulation_fields(const Encapsulation& encapsulation, const Names& names) {
    Fields fields = encapsulation.fields;
    const EncapType* type = find_encapsulation(encapsulation.type);
    if (type == nullptr) return fields;
    for (Field& field : fields) {
        const auto word = std::ranges::find(type->words, field.key, &EncapWord::key);
        if (word != type->words.end() && word->kind == EncapKind::table) field.value = {table_text(field.value, names)};
    }
    return fields;
}

void append_encapsulation(std::string& out, const Encapsulation& encapsulation, const Names& names) {
    out += " encap " + encapsulation.type + ' ';
    const EncapType* type = find_encapsulation(encapsulation.type);
    if (type == nullptr) {
        if (const Value* text = find(encapsulation.fields, "text")) out += plain(text) + ' ';
        return;
    }
    for (const EncapWord& word : type->words)
        if (const Value* value = find(encapsulation.fields, word.key))
            append_word(out, word, *value, encapsulation.fields, names);
}

}  // namespace snet
