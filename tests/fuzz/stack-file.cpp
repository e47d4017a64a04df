// A file that is understood is printed record by record so that it is understood as the same file; and what one reading
// refuses, `check` complains of.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "snet/stack_file.hpp"

namespace {

using Lines = std::vector<std::string>;

/// The records' lines in the file's order.
Lines print(const snet::StackFile& file, const snet::Names& names) {
    std::vector<std::pair<std::uint32_t, std::string>> lines;
    for (const snet::NumberedRecord& record : file.records())
        lines.emplace_back(record.line, to_string(record.record, names));
    file.each_route([&](const snet::Route& route, std::uint32_t line) {
        lines.emplace_back(line, to_string(snet::Record(route), names));
        return snet::Next::go_on;
    });
    file.each_route_hide([&](const snet::Hide& hide, std::uint32_t line) {
        lines.emplace_back(line, to_string(snet::Record(hide), names));
        return snet::Next::go_on;
    });
    std::ranges::stable_sort(lines, {}, &std::pair<std::uint32_t, std::string>::first);
    Lines texts;
    for (auto& [line, text] : lines)
        texts.push_back(std::move(text));
    return texts;
}

std::string joined(const Lines& lines) {
    std::string text;
    for (const std::string& line : lines)
        text += line + '\n';
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const snet::Names names;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto file = snet::StackFile::parse(text, "f", names);
    const auto errors = snet::StackFile::check(text, "f", names);
    if (file.has_value() != errors.empty()) std::abort();
    if (!file) return 0;
    const Lines lines = print(*file, names);
    const auto again = snet::StackFile::parse(joined(lines), "f", names);
    if (!again || again->base() != file->base() || print(*again, names) != lines) std::abort();
    for (std::size_t i = 0; i < again->records().size(); ++i)
        if (!(again->records()[i].record == file->records()[i].record)) std::abort();
    return 0;
}
