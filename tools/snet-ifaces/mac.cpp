#include "tools/cli/subjects.hpp"
#include "tools/common/finish.hpp"
#include "tools/snet-ifaces/each_interface.hpp"
#include "tools/snet-ifaces/name_columns.hpp"
#include "tools/snet-ifaces/verbs.hpp"

namespace snet {
namespace {

using cli::Call;
using cli::ExitCode;
using cli::Outcome;
using cli::Sink;

constexpr cli::Column<Interface> columns[] = {
    {"address", "MAC", cli::Shown::always, "its link-layer address",
     [](const Interface& one, Sink& sink) {
         if (const auto mac = one.mac()) sink.text(mac->to_string());
     }},
    {"ifname", "NAME", cli::Shown::json, "its name", [](const Interface& one, Sink& sink) { sink.text(one.name); }},
    {"ifindex", "INDEX", cli::Shown::json, "the kernel's number for it",
     [](const Interface& one, Sink& sink) {
         if (one.index != 0) sink.number(one.index);
     }},
};
constexpr auto column_names = cli::names_of(columns);

Outcome run(const Call& call) {
    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    cli::Printer<Interface> printer(as_lines(call.output), columns);
    const auto print = [&](const Interface& interface) -> Outcome {
        const bool has_mac = interface.mac().has_value();
        if (has_mac || answers_each(call)) printer.row(interface);
        if (has_mac || call.is_short) return has_mac ? ExitCode::success : ExitCode::not_found;
        return fail(ErrorKind::not_found, interface.name + ": no MAC address");
    };
    const auto none = [&](std::string_view subject) { printer.row({.name = std::string(subject)}); };
    const Outcome outcome =
        each_interface(call, *stack, {.addresses = false}, print, none, [&] { (void)printer.flush(); });
    if (!outcome) return outcome;
    return finish(call, *stack, printer, *outcome);
}

}  // namespace

const cli::Verb interface_mac = {
    .name = "mac",
    .subjects = "[IFACE|-]",
    .help = "the MAC of an interface, or of the default one",
    .options = {},
    .columns = column_names,
    .run = run,
    .max_subjects = 1,
    .has_short = true,
    .has_families = false,
    .has_numeric = false,
    .subject_keys = interface_keys,
};

}  // namespace snet
