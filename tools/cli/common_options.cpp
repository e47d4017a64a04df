#include "tools/cli/common_options.hpp"

#include <array>

namespace snet::cli {
namespace {

constexpr std::array<std::string_view, 3> color_choices{"auto", "always", "never"};

constexpr Option options[] = {
    {"json", 'j', "", "one JSON array of objects, with the keys of ip -j"},
    {"jsonl", 0, "", "one JSON object per line"},
    {"raw", 'r', "", "tab separated, no header, - for missing"},
    {"output", 'o', "COL,...", "print these columns (+COL adds to the default ones)"},
    {"format", 0, "TEXT", "print each row by a template: '{dst} {gateway}'"},
    {"short", 0, "", "only the answer itself, - where there is none"},
    {"no-header", 0, "", "leave the table's header out"},
    {"", '4', "", "IPv4 only"},
    {"", '6', "", "IPv6 only"},
    {"numeric", 'n', "", "numbers instead of the names of tables, protocols, scopes"},
    {"netns", 0, "NS", "the tables of a network namespace: its name, a PID or a path"},
    {"stack", 0, "NAME", "the stack to ask: default is the operating system's own"},
    {"color", 0, "WHEN", "when to color text", color_choices, "always"},
    {"quiet", 'q', "", "no warnings"},
    {"verbose", 'v', "", "say more on standard error"},
    {"help", 'h', "", "show this help"},
    {"version", 'V', "", "show the version"},
};

}  // namespace

std::span<const Option> common_options() {
    return options;
}

bool applies(const Option& option, const Verb& verb) {
    if (option.letter == '4' || option.letter == '6') return verb.has_families;
    if (option.name == "short") return verb.has_short;
    const bool needs_columns = option.name == "output" || option.name == "format" || option.name == "json" ||
                               option.name == "jsonl" || option.name == "raw" || option.name == "no-header";
    return !needs_columns || !verb.columns.empty();
}

}  // namespace snet::cli
