#include "tools/cli/subject_line.hpp"

// Without its streams: linking iostream would slow down the start of every tool.
#define JSON_NO_IO 1
#include <nlohmann/json.hpp>

#include "lib/values/text_parts.hpp"
#include "tools/cli/quoted.hpp"

namespace snet::cli {
namespace {

Result<nlohmann::json> object_of(std::string_view line) {
    auto object = nlohmann::json::parse(line, nullptr, false);
    if (!object.is_object()) return fail(ErrorKind::invalid, "not a JSON object");
    return object;
}

Value value_of(const nlohmann::json& json);

/// Nulls are left out.
Fields fields_of(const nlohmann::json& object, Value (*read)(const nlohmann::json&)) {
    Fields fields;
    for (const auto& [key, value] : object.items())
        if (!value.is_null()) fields.push_back({key, read(value)});
    return fields;
}

/// Of what an object inside the object has: no object more.
Value inner_value(const nlohmann::json& json) {
    return json.is_structured() ? Value{Value::List()} : value_of(json);
}

Value value_of(const nlohmann::json& json) {
    if (json.is_object()) return {fields_of(json, inner_value)};
    if (json.is_string()) return {json.get<std::string>()};
    if (json.is_boolean()) return {json.get<bool>()};
    if (json.is_number_unsigned()) return {json.get<std::uint64_t>()};
    if (json.is_number_integer()) return {json.get<std::int64_t>()};
    if (json.is_number()) return {json.get<double>()};
    return {Value::List()};
}

Result<std::optional<std::string>> subject_of_object(std::string_view line, std::span<const std::string_view> keys) {
    const auto parsed = object_of(line);
    if (!parsed) return std::unexpected(parsed.error());
    const nlohmann::json& object = *parsed;
    std::string names;
    for (const std::string_view key : keys) {
        names += (names.empty() ? "" : ", ") + std::string(key);
        const auto found = object.find(key);
        if (found == object.end()) continue;
        if (!found->is_string()) return fail(ErrorKind::invalid, "the key " + quoted(key) + " is not a string");
        if (found->get_ref<const std::string&>().empty())
            return fail(ErrorKind::invalid, "the key " + quoted(key) + " is empty");
        return found->get<std::string>();
    }
    return fail(ErrorKind::not_found, "the object has none of the keys " + names);
}

}  // namespace

Result<std::string_view> content_of_line(std::string_view line) {
    if (line.find('\0') != line.npos) return fail(ErrorKind::invalid, "a NUL byte in the line");
    line = trimmed(line, all_blanks);
    if (line.empty() || line.front() == '#') return std::string_view();
    if (line[0] == '[') return fail(ErrorKind::invalid, "an array; one object per line is wanted, as --jsonl prints");
    return line;
}

Result<Fields> fields_of_line(std::string_view content) {
    const auto object = object_of(content);
    if (!object) return std::unexpected(object.error());
    return fields_of(*object, value_of);
}

Result<std::optional<std::string>> subject_of_line(std::string_view line, std::span<const std::string_view> keys) {
    const auto content = content_of_line(line);
    if (!content) return std::unexpected(content.error());
    if (content->empty()) return std::nullopt;
    if (content->front() == '{') return subject_of_object(*content, keys);
    std::string_view words = *content;
    return std::string(take_word(words));
}

}  // namespace snet::cli
