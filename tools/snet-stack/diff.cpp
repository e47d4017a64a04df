#include <algorithm>
#include <span>

#include "snet/ip_conversion.hpp"
#include "snet/stack_records.hpp"
#include "tools/cli/output.hpp"
#include "tools/cli/output_buffer.hpp"
#include "tools/cli/safe_text.hpp"
#include "tools/common/open_stack.hpp"
#include "tools/snet-stack/verbs.hpp"

namespace snet::stacks {

namespace {

constexpr std::string_view forms[] = {"ip"};
constexpr cli::Option options[] = {
    {"as", 0, "FORM", "commands that make A's tables like B's", forms},
};

struct Difference {
    bool is_added;
    std::string_view table;
    std::string_view record;
};

constexpr cli::Column<Difference> columns[] = {
    {"change", "CHANGE", cli::Shown::always, "added or removed",
     [](const Difference& one, cli::Sink& sink) { sink.plain(one.is_added ? "added" : "removed"); },
     [](const Difference& one, cli::Sink& sink) { sink.plain(one.is_added ? "+" : "-"); }},
    {"table", "TABLE", cli::Shown::json, "route, rule, interface, ...",
     [](const Difference& one, cli::Sink& sink) { sink.plain(one.table); }},
    {"record", "RECORD", cli::Shown::always, "the row, as a stack's file would have it",
     [](const Difference& one, cli::Sink& sink) { sink.text(one.record); }},
};
constexpr auto column_names = cli::names_of(columns);

// The rows of a table as sorted lines.
Result<std::vector<std::string>> lines_of(const Stack& stack, RowKind kind, const Names& names) {
    std::vector<std::string> lines;
    const auto done = StackRecords(stack).each(kind, [&](const Record& record, Origin) {
        lines.push_back(to_string(record, names));
        return Next::go_on;
    });
    if (!done) return std::unexpected(done.error());
    std::ranges::sort(lines);
    return lines;
}

// Calls back for what only one of two sorted lists has, in the order of both.
template <class Each>
void each_difference(std::span<const std::string> before, std::span<const std::string> after, Each each) {
    while (!before.empty() || !after.empty()) {
        const bool only_before = after.empty() || (!before.empty() && before.front() < after.front());
        const bool only_after = before.empty() || (!after.empty() && after.front() < before.front());
        if (only_before) each(false, before.front());
        if (only_after) each(true, after.front());
        if (!only_after) before = before.subspan(1);
        if (!only_before) after = after.subspan(1);
    }
}

Result<Stack> open_one(const cli::Call& call, std::optional<std::string> name) {
    cli::Call about = call;
    if (name) about.stack = std::move(name);
    about.subjects.clear();
    return open_stack(about);
}

// The older of the two that are compared: the first that is named, or this one, or the operating system's tables.
Result<Stack> open_before(const cli::Call& call) {
    if (call.subjects.empty()) return Stack::open(call.netns);
    return open_one(call, call.subjects.size() > 1 ? std::optional(call.subjects.front()) : std::nullopt);
}

Result<Stack> open_after(const cli::Call& call) {
    return open_one(call, call.subjects.empty() ? std::nullopt : std::optional(call.subjects.back()));
}

// A line that can be given to a shell: a command, or a comment.
std::string shell_text(const IpStep& step) {
    std::string text;
    if (!step.reason.empty()) text = "# " + cli::safe_text(step.record + ": " + step.reason) + '\n';
    if (step.command.empty()) return text;
    if (const auto line = shell_line(step.command)) return text + *line + '\n';
    std::string words = "# ip";
    for (const std::string& word : step.command)
        words += ' ' + word;
    return text + cli::safe_text(words + ": a name that cannot be written here") + '\n';
}

cli::Outcome print_commands(const cli::Call& call, const Stack& before, const Stack& after) {
    if (is_json(call.output.format)) return fail(ErrorKind::invalid, "--as ip prints commands, not JSON");
    cli::OutputBuffer out;
    bool differs = false;
    const auto done = each_ip_step(before, after, [&](const IpStep& step) {
        differs = true;
        out.put(shell_text(step));
    });
    if (!done) return std::unexpected(done.error());
    if (auto flushed = out.flush(); !flushed) return std::unexpected(flushed.error());
    return differs ? cli::ExitCode::not_found : cli::ExitCode::success;
}

cli::Outcome print_rows(const cli::Call& call, const Stack& before, const Stack& after) {
    const Names names(call.numeric);
    cli::Printer<Difference> printer(cli::as_lines(call.output), columns);
    bool differs = false;
    for (const RowKind kind : row_kinds) {
        const auto old_lines = lines_of(before, kind, names);
        if (!old_lines) return std::unexpected(old_lines.error());
        const auto new_lines = lines_of(after, kind, names);
        if (!new_lines) return std::unexpected(new_lines.error());
        each_difference(*old_lines, *new_lines, [&](bool is_added, std::string_view record) {
            differs = true;
            printer.row({is_added, to_string(kind), record});
        });
    }
    if (auto done = printer.finish(); !done) return std::unexpected(done.error());
    return differs ? cli::ExitCode::not_found : cli::ExitCode::success;
}

cli::Outcome run(const cli::Call& call) {
    if (std::ranges::count(call.subjects, "-") > 1)
        return fail(ErrorKind::invalid, "standard input can be one stack, not two");
    const auto before = open_before(call);
    if (!before) return std::unexpected(before.error());
    const auto after = open_after(call);
    if (!after) return std::unexpected(after.error());
    const auto outcome = call.has("as") ? print_commands(call, *before, *after) : print_rows(call, *before, *after);
    report_warnings(call, *before);
    report_warnings(call, *after);
    return outcome;
}

}  // namespace

constexpr cli::Verb diff{.name = "diff",
                         .subjects = "[[A] B]",
                         .help = "the rows that B has and A has not, and the reverse",
                         .options = options,
                         .columns = column_names,
                         .run = run,
                         .max_subjects = 2,
                         .has_families = false};

}  // namespace snet::stacks
