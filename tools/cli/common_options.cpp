#include "tools/cli/common_options.hpp"

#include <array>

#include "lib/values/ascii_case.hpp"
#include "tools/cli/pattern.hpp"
#include "tools/cli/quoted.hpp"
#include "tools/cli/suggest.hpp"

namespace snet::cli {
namespace {

/// Who has a table before the eyes reads its headings.
std::string suggestion_by_heading(std::string_view word, std::span<const ColumnName> columns) {
    for (const ColumnName& column : columns)
        if (equal_in_any_case(column.heading, word) || equal_in_any_case(column.key, word))
            return "; did you mean " + quoted(column.key) + ", headed " + std::string(column.heading) + "?";
    return "";
}

Result<void> check_column(const Call& call, const Option& option, std::string_view name) {
    if (name.empty()) return fail(ErrorKind::invalid, spelled(option) + ": a column's name is missing at a comma");
    std::vector<std::string_view> keys;
    for (const ColumnName& column : call.verb.columns) {
        if (column.key == name) return {};
        keys.push_back(column.key);
    }
    const std::string headed = suggestion_by_heading(name, call.verb.columns);
    return fail(ErrorKind::invalid,
                "unknown column " + quoted(name) + (headed.empty() ? suggestion(name, keys) : headed));
}

/// COL,... or +COL,...; the later ones may repeat the plus that the first has.
Result<void> set_columns(CommandLine& line, const Option& option, std::string_view list) {
    OutputOptions& output = line.call.output;
    output.columns.clear();
    output.adds_columns = list.starts_with('+');
    for (std::size_t comma = 0; comma != list.npos;) {
        comma = list.find(',');
        std::string_view name = list.substr(0, comma);
        if (name.starts_with('+')) {
            if (!output.adds_columns)
                return fail(ErrorKind::invalid, spelled(option) + ": " + quoted(name) +
                                                    ": the first column has no +, so there is nothing to add to");
            name.remove_prefix(1);
        }
        if (const auto known = check_column(line.call, option, name); !known) return known;
        output.columns.emplace_back(name);
        if (comma != list.npos) list.remove_prefix(comma + 1);
    }
    return {};
}

template <Format format>
Result<void> set_format(CommandLine& line, const Option&, std::string_view) {
    if (line.format && *line.format != format)
        return fail(ErrorKind::invalid, "--json, --jsonl, --raw and --format exclude each other");
    line.format = line.call.output.format = format;
    return {};
}

Result<void> set_pattern(CommandLine& line, const Option& option, std::string_view pattern) {
    if (auto set = set_format<Format::pattern>(line, option, pattern); !set) return set;
    const auto pieces = parse_pattern(pattern);
    if (!pieces) return std::unexpected(pieces.error());
    for (const PatternPiece& piece : *pieces)
        if (!piece.key.empty())
            if (const auto known = check_column(line.call, option, piece.key); !known) return known;
    line.call.output.pattern = pattern;
    return {};
}

template <Family family>
Result<void> set_family(CommandLine& line, const Option&, std::string_view) {
    if (line.call.family && *line.call.family != family)
        return fail(ErrorKind::invalid, "-4 and -6 exclude each other");
    line.call.family = family;
    return {};
}

template <bool Call::* member>
Result<void> set_flag(CommandLine& line, const Option&, std::string_view) {
    line.call.*member = true;
    return {};
}

template <CommandLine::Wants wants>
Result<void> set_wants(CommandLine& line, const Option&, std::string_view) {
    line.wants = wants;
    return {};
}

Result<void> set_no_header(CommandLine& line, const Option&, std::string_view) {
    line.call.output.header = false;
    return {};
}

Result<void> set_netns(CommandLine& line, const Option&, std::string_view name) {
    line.call.netns = name;
    return {};
}

Result<void> set_stack(CommandLine& line, const Option&, std::string_view name) {
    line.call.stack = name;
    return {};
}

Result<void> set_color(CommandLine& line, const Option&, std::string_view when) {
    line.color = when;
    return {};
}

bool always(const Verb&) {
    return true;
}

bool has_columns(const Verb& verb) {
    return !verb.columns.empty();
}

bool has_families(const Verb& verb) {
    return verb.has_families;
}

bool has_short(const Verb& verb) {
    return verb.has_short;
}

bool has_stack(const Verb& verb) {
    return verb.has_stack;
}

bool has_netns(const Verb& verb) {
    return verb.has_netns;
}

bool has_numeric(const Verb& verb) {
    return verb.has_numeric;
}

constexpr std::array<std::string_view, 3> color_choices{"auto", "always", "never"};

using Wants = CommandLine::Wants;

constexpr CommonOption options[] = {
    {{"json", 'j', "", "one JSON array of objects, with the keys of ip -j"}, has_columns, set_format<Format::json>},
    {{"jsonl", 0, "", "one JSON object per line"}, has_columns, set_format<Format::jsonl>},
    {{"raw", 'r', "", "tab separated, no header, - for missing"}, has_columns, set_format<Format::raw>},
    {{"output", 'o', "COL,...", "print these columns (+COL adds to the default ones)"}, has_columns, set_columns},
    {{"format", 0, "TEXT", "print each row by a template: '{dst} {gateway}'"}, has_columns, set_pattern},
    {{"short", 0, "", "only the answer itself, - where there is none"}, has_short, set_flag<&Call::is_short>},
    {{"no-header", 0, "", "leave the table's header out"}, has_columns, set_no_header},
    {{"", '4', "", "IPv4 only"}, has_families, set_family<Family::ipv4>},
    {{"", '6', "", "IPv6 only"}, has_families, set_family<Family::ipv6>},
    {{"numeric", 'n', "", "numbers instead of the names of tables, protocols, scopes"},
     has_numeric,
     set_flag<&Call::numeric>},
    {{"netns", 0, "NS", "the tables of a network namespace: its name, a PID or a path"}, has_netns, set_netns},
    {{"stack", 0, "X", "the stack: its name, a file's path with a /, or - for stdin"}, has_stack, set_stack},
    {{"color", 0, "WHEN", "when to color text", color_choices, "always"}, always, set_color},
    {{"quiet", 'q', "", "no warnings"}, always, set_flag<&Call::quiet>},
    {{"verbose", 'v', "", "say more on standard error"}, always, set_flag<&Call::verbose>},
    {{"help", 'h', "", "show this help"}, always, set_wants<Wants::verb_help>},
    {{"version", 'V', "", "show the version"}, always, set_wants<Wants::version>},
};

}  // namespace

std::span<const CommonOption> common_options() {
    return options;
}

std::string spelled(const Option& option) {
    return option.name.empty() ? std::string("-") + option.letter : "--" + std::string(option.name);
}

}  // namespace snet::cli
