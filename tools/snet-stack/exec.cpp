#include <algorithm>
#include <limits>

#include "snet/stack_namespace.hpp"
#include "tools/cli/process.hpp"
#include "tools/cli/progress.hpp"
#include "tools/common/open_stack.hpp"
#include "tools/snet-stack/verbs.hpp"

namespace snet::stacks {

namespace {

// Of a full table each row may be refused, and the command's own words follow.
constexpr std::size_t most_reports = 20;

Result<void> enter(const cli::Call& call) {
    const cli::QuickInterrupts at_once;  // what is made is gone with this process
    cli::Call about = call;
    about.subjects.clear();
    const auto stack = open_stack(about);
    if (!stack) return std::unexpected(stack.error());
    cli::Progress progress(call.quiet);
    std::size_t refused = 0;
    const auto refuse = [&](std::string_view row) {
        if (++refused > most_reports && !call.verbose) return;
        progress.clear();
        cli::report_warning(call, row);
    };
    const auto tell = [&](std::size_t commands, std::size_t total) {
        progress.tell(commands, std::max(commands, total), "");
    };
    auto done = enter_stack(*stack, refuse, tell);
    progress.clear();
    if (done && refused > most_reports && !call.verbose)
        cli::report_warning(call, std::to_string(refused - most_reports) + " more rows were refused: -v tells which");
    report_warnings(call, *stack);
    return done;
}

cli::Outcome run(const cli::Call& call) {
    if (auto entered = enter(call); !entered) {
        // That a row or a program is not there is no answer of the command.
        if (entered.error().kind == ErrorKind::not_found) entered.error().kind = ErrorKind::invalid;
        return std::unexpected(entered.error());
    }
    if (cli::interrupted()) return cli::ExitCode::interrupted;
    const Error error = cli::become_command(call.subjects);
    cli::report_error(call, error);
    return error.kind == ErrorKind::not_found ? cli::ExitCode::no_command : cli::ExitCode::not_started;
}

}  // namespace

constexpr cli::Verb exec{.name = "exec",
                         .subjects = "COMMAND...",
                         .help = "run a command inside, in a network namespace of its own",
                         .run = run,
                         .min_subjects = 1,
                         .max_subjects = std::numeric_limits<std::size_t>::max(),
                         .has_families = false,
                         .has_numeric = false,
                         .is_for_command = true};

}  // namespace snet::stacks
