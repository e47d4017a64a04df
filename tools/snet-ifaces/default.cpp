#include "tools/common/edit.hpp"
#include "tools/common/finish.hpp"
#include "tools/snet-ifaces/name_columns.hpp"
#include "tools/snet-ifaces/verbs.hpp"

namespace snet {
namespace {

using cli::Call;
using cli::Outcome;

constexpr cli::Option options[] = {
    {"unset", 0, "", "no stored one: find it again"},
    force_option,
};

Outcome print(const Call& call) {
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

Outcome store(const Call& call) {
    return put(call, [&](std::string_view text, const EditScope& scope) -> Result<std::string> {
        const auto stack = stack_of(text, scope);
        if (!stack) return std::unexpected(stack.error());
        const auto interface = stack->interface(call.subjects.front(), {.addresses = false});
        if (!interface) return std::unexpected(interface.error());
        const Record record = DefaultInterfaceRecord{interface->name};
        return put_record(text, to_string(record, scope.names), Placing::replace, scope.name, scope.names);
    });
}

Outcome unset(const Call& call) {
    return put(call, [](std::string_view text, const EditScope& scope) -> Result<std::string> {
        const auto is_it = [](const Record& record) { return std::holds_alternative<DefaultInterfaceRecord>(record); };
        auto deletion = delete_records(text, is_it, scope.name, scope.names);
        if (!deletion) return std::unexpected(std::move(deletion.error()));
        return std::move(deletion->text);
    });
}

Outcome run(const Call& call) {
    if (call.has("unset") && !call.subjects.empty())
        return fail(ErrorKind::invalid, "--unset takes no interface: without a stored one it is found again");
    if (call.has("unset")) return unset(call);
    return call.subjects.empty() ? print(call) : store(call);
}

}  // namespace

const cli::Verb default_interface = {
    .name = "default",
    .subjects = "[IFACE]",
    .help = "which is meant where none is named; IFACE: this one",
    .options = options,
    .columns = name_column_names,
    .run = run,
    .max_subjects = 1,
    .has_families = false,
};

}  // namespace snet
