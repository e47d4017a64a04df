#include "tools/cli/subject_line.hpp"

// Without its streams: linking iostream would slow down the start of every tool.
#define JSON_NO_IO 1
#include <nlohmann/json.hpp>

#include "tools/cli/quoted.hpp"

namespace snet::cli {
namespace {

constexpr std::string_view blanks = " \t\r\n\v\f";

Result<std::optional<std::string>> subject_of_object(std::string_view line, std::span<const std::string_view> keys) {
    const auto object = nlohmann::json::parse(line, nullptr, false);
    if (!object.is_object()) return fail(ErrorKind::invalid, "not a JSON object");
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
    return fail(ErrorKind::invalid, "the object has none of the keys " + names);
}

}  // namespace

Result<std::optional<std::string>> subject_of_line(std::string_view line, std::span<const std::string_view> keys) {
    if (line.find('\0') != line.npos) return fail(ErrorKind::invalid, "a NUL byte in the line");
    const std::size_t begin = line.find_first_not_of(blanks);
    if (begin == line.npos || line[begin] == '#') return std::nullopt;
    line.remove_prefix(begin);
    if (line[0] == '[') return fail(ErrorKind::invalid, "an array; one object per line is wanted, as --jsonl prints");
    if (line[0] == '{') return subject_of_object(line, keys);
    return std::string(line.substr(0, line.find_first_of(blanks)));
}

}  // namespace snet::cli
