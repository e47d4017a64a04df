#include "tools/cli/output.hpp"

#include <algorithm>

#include "tools/cli/json_writer.hpp"
#include "tools/cli/line_writers.hpp"
#include "tools/cli/table_writer.hpp"

namespace snet::cli {

namespace {

std::size_t find(std::span<const ColumnName> columns, std::string_view key) {
    std::size_t i = 0;
    while (i < columns.size() && columns[i].key != key)
        ++i;
    return i;
}

bool is_shown(Shown shown, Format format) {
    return shown == Shown::always || shown == (is_json(format) ? Shown::json : Shown::text);
}

template <class Element, class Wanted>
bool contains(const std::vector<Element>& all, const Wanted& wanted) {
    return std::ranges::find(all, wanted) != all.end();
}

std::vector<std::size_t> columns_of_pattern(std::string_view pattern, std::span<const ColumnName> columns) {
    std::vector<std::size_t> chosen;
    const auto pieces = parse_pattern(pattern);
    if (!pieces) return chosen;
    for (const PatternPiece& piece : *pieces) {
        const std::size_t i = find(columns, piece.key);
        if (i < columns.size() && !contains(chosen, i)) chosen.push_back(i);
    }
    return chosen;
}

std::vector<std::size_t> default_columns(const OutputOptions& options, std::span<const ColumnName> columns) {
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (options.defaults.empty() && is_shown(columns[i].shown, options.format)) chosen.push_back(i);
    for (const auto& keys : {options.defaults, options.added})
        for (const std::string_view key : keys) {
            const std::size_t i = find(columns, key);
            if (i < columns.size() && !contains(chosen, i)) chosen.push_back(i);
        }
    std::erase_if(chosen, [&](std::size_t i) { return contains(options.left_out, columns[i].key); });
    return chosen;
}

}  // namespace

std::vector<std::size_t> choose_columns(const OutputOptions& options, std::span<const ColumnName> columns) {
    if (options.format == Format::pattern) return columns_of_pattern(options.pattern, columns);
    std::vector<std::size_t> chosen;
    if (options.columns.empty() || options.adds_columns) chosen = default_columns(options, columns);
    for (const std::string& key : options.columns) {
        const std::size_t i = find(columns, key);
        // An object has a key once; a table may show a column twice if that is what was asked.
        const bool again = is_json(options.format) && contains(chosen, i);
        if (i < columns.size() && !again) chosen.push_back(i);
    }
    return chosen;
}

std::unique_ptr<Writer> make_writer(const OutputOptions& options, std::span<const ColumnName> columns) {
    switch (options.format) {
        case Format::json:
            return std::make_unique<JsonWriter>(columns, false);
        case Format::jsonl:
            return std::make_unique<JsonWriter>(columns, true);
        case Format::raw:
            return std::make_unique<RawWriter>(columns.size());
        case Format::block:
            return std::make_unique<BlockWriter>(options, columns);
        case Format::pattern:
            return std::make_unique<PatternWriter>(options.pattern, columns);
        case Format::table:
            break;
    }
    return std::make_unique<TableWriter>(options, columns);
}

}  // namespace snet::cli
