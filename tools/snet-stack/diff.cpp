#include <algorithm>

#include "snet/ip_conversion.hpp"
#include "tools/cli/output_buffer.hpp"
#include "tools/cli/safe_text.hpp"
#include "tools/common/difference.hpp"
#include "tools/common/next_row.hpp"
#include "tools/common/open_stack.hpp"
#include "tools/snet-stack/verbs.hpp"

namespace snet::stacks {

namespace {

constexpr std::string_view forms[] = {"ip"};
constexpr cli::Option options[] = {
    {"as", 0, "FORM", "commands that make A's tables like B's", forms},
};

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

// Nothing is printed before all is read, so that Ctrl-C need not wait for it.
Result<std::string> commands_text(const Stack& before, const Stack& after) {
    const cli::QuickInterrupts at_once;
    std::string text;
    const auto done = each_ip_step(before, after, [&](const IpStep& step) { text += shell_text(step); });
    if (!done) return std::unexpected(done.error());
    return text;
}

cli::Outcome print_commands(const cli::Call& call, const Stack& before, const Stack& after) {
    if (is_json(call.output.format)) return fail(ErrorKind::invalid, "--as ip prints commands, not JSON");
    const auto text = commands_text(before, after);
    if (!text) return std::unexpected(text.error());
    cli::OutputBuffer out;
    for (std::string_view rest = *text; !rest.empty() && next_row() == Next::go_on;) {
        const std::size_t end = rest.find('\n') + 1;
        out.put(rest.substr(0, end));
        rest.remove_prefix(end);
    }
    if (auto flushed = out.flush(); !flushed) return std::unexpected(flushed.error());
    return text->empty() ? cli::ExitCode::success : cli::ExitCode::not_found;
}

cli::Outcome run(const cli::Call& call) {
    if (std::ranges::count(call.subjects, "-") > 1)
        return fail(ErrorKind::invalid, "standard input can be one stack, not two");
    if (call.stack && call.subjects.size() > 1)
        return fail(ErrorKind::invalid, "--stack excludes an A: both say what to compare with B");
    const auto before = open_before(call);
    if (!before) return std::unexpected(before.error());
    const auto after = open_after(call);
    if (!after) return std::unexpected(after.error());
    const auto outcome =
        call.has("as") ? print_commands(call, *before, *after) : print_differences(call, *before, *after, row_kinds);
    report_warnings(call, *before);
    report_warnings(call, *after);
    return outcome;
}

}  // namespace

constexpr cli::Verb diff{.name = "diff",
                         .subjects = "[[A] B]",
                         .help = "the rows that B has and A has not, and the reverse",
                         .options = options,
                         .columns = difference_names,
                         .run = run,
                         .max_subjects = 2,
                         .has_families = false};

}  // namespace snet::stacks
