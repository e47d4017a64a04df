#include "tools/common/finish.hpp"
#include "tools/snet-ifaces/name_columns.hpp"
#include "tools/snet-ifaces/verbs.hpp"

namespace snet {
namespace {

using cli::Call;
using cli::Outcome;

constexpr cli::Option options[] = {{"up", 0, "", "only of those that are up"}};

Outcome run(const Call& call) {
    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    const auto all = stack->interfaces({.addresses = false});
    if (!all) return std::unexpected(all.error());
    cli::Printer<Interface> printer(as_lines(call.output), name_columns);
    for (const Interface& one : *all)
        if (one.is_up() || !call.has("up")) printer.row(one);
    return finish(call, *stack, printer);
}

}  // namespace

const cli::Verb interface_names = {
    .name = "names",
    .subjects = "",
    .help = "the names alone, one a line",
    .options = options,
    .columns = name_column_names,
    .run = run,
    .has_families = false,
    .has_numeric = false,
};

}  // namespace snet
