#include "tools/common/finish.hpp"
#include "tools/snet-ifaces/name_columns.hpp"
#include "tools/snet-ifaces/verbs.hpp"

namespace snet {
namespace {

using cli::Call;
using cli::Outcome;

Outcome run(const Call& call) {
    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    const auto interface = stack->default_interface({.addresses = false});
    if (!interface) return std::unexpected(interface.error());
    cli::Printer<Interface> printer(as_lines(call.output), name_columns);
    if (*interface) {
        printer.row(**interface);
    } else {
        cli::report_error(call, "there is no default interface");
    }
    return finish(call, *stack, printer, *interface ? cli::ExitCode::success : cli::ExitCode::not_found);
}

}  // namespace

const cli::Verb default_interface = {
    .name = "default",
    .subjects = "",
    .help = "the interface that is meant where none is named",
    .options = {},
    .columns = name_column_names,
    .run = run,
    .has_families = false,
};

}  // namespace snet
