#include "tools/common/difference.hpp"

#include <algorithm>

#include "tools/common/next_row.hpp"
#include "tools/common/open_stack.hpp"

namespace snet {

namespace {

// A row that tells none is of both.
bool is_of_family(const Record& record, std::optional<Family> family) {
    if (!family) return true;
    if (const auto* route = std::get_if<Route>(&record)) return route->family() == *family;
    if (const auto* rule = std::get_if<Rule>(&record)) return rule->family == *family;
    if (const auto* object = std::get_if<NexthopObject>(&record); object != nullptr && object->hop.gateway)
        return object->hop.gateway->family() == *family;
    return true;
}

// The rows of a table as sorted lines.
Result<std::vector<std::string>> lines_of(const cli::Call& call, const Stack& stack, RowKind kind) {
    const Names names(call.numeric);
    std::vector<std::string> lines;
    const auto done = StackRecords(stack).each(kind, [&](const Record& record, Origin) {
        if (is_of_family(record, call.family)) lines.push_back(to_words(record, names));
        return next_row();
    });
    if (!done) return std::unexpected(done.error());
    std::ranges::sort(lines);
    return lines;
}

// Calls back for what only one of two sorted lists has, in the order of both.
template <class Each>
void each_difference(std::span<const std::string> before, std::span<const std::string> after, Each each) {
    while ((!before.empty() || !after.empty()) && next_row() == Next::go_on) {
        const bool only_before = after.empty() || (!before.empty() && before.front() < after.front());
        const bool only_after = before.empty() || (!after.empty() && after.front() < before.front());
        if (only_before) each(false, before.front());
        if (only_after) each(true, after.front());
        if (!only_after) before = before.subspan(1);
        if (!only_before) after = after.subspan(1);
    }
}

}  // namespace

cli::Outcome print_differences(const cli::Call& call, const Stack& before, const Stack& after,
                               std::span<const RowKind> kinds) {
    cli::Printer<Difference> printer(cli::as_lines(call.output), difference_columns);
    bool differs = false;
    for (const RowKind kind : kinds) {
        const auto old_lines = lines_of(call, before, kind);
        if (!old_lines) return std::unexpected(old_lines.error());
        const auto new_lines = lines_of(call, after, kind);
        if (!new_lines) return std::unexpected(new_lines.error());
        if (cli::interrupted()) break;  // rows that were not read are no difference
        each_difference(*old_lines, *new_lines, [&](bool is_added, std::string_view record) {
            differs = true;
            printer.row({is_added, to_string(kind), record});
        });
    }
    if (auto done = printer.finish(); !done) return std::unexpected(done.error());
    return differs ? cli::ExitCode::not_found : cli::ExitCode::success;
}

}  // namespace snet
