#include <tuple>

#include "tools/cli/subjects.hpp"
#include "tools/columns/address_columns.hpp"
#include "tools/common/finish.hpp"
#include "tools/snet-ifaces/each_interface.hpp"
#include "tools/snet-ifaces/name_columns.hpp"
#include "tools/snet-ifaces/verbs.hpp"

namespace snet {
namespace {

using cli::Call;
using cli::ExitCode;
using cli::Outcome;

// The wider scope first, then what can be used, then what stays; else the kernel's order.
std::tuple<std::uint8_t, bool, bool> rank(const InterfaceAddress& address) {
    constexpr std::uint32_t unusable = address_dad_failed | address_deprecated | address_tentative;
    return {address.scope, (address.flags & unusable) != 0, (address.flags & address_temporary) != 0};
}

const InterfaceAddress* main_address(const Interface& interface, Family family) {
    const InterfaceAddress* best = nullptr;
    for (const InterfaceAddress& address : interface.addresses) {
        if (address.family() != family) continue;
        if (family == Family::ipv4) return &address;  // the kernel keeps them in this very order
        if (!best || rank(address) < rank(*best)) best = &address;
    }
    return best;
}

Outcome run(const Call& call) {
    const Family family = call.family.value_or(Family::ipv4);
    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    const Names names(call.numeric);
    cli::Printer<cli::AddressRow> printer(as_lines(call.output), cli::address_columns);
    const auto print = [&](const Interface& interface) -> Outcome {
        const InterfaceAddress* const address = main_address(interface, family);
        if (address || answers_each(call)) printer.row({interface, address, names});
        if (address || call.is_short) return address ? ExitCode::success : ExitCode::not_found;
        const char* const what = family == Family::ipv4 ? ": no IPv4 address" : ": no IPv6 address";
        return fail(ErrorKind::not_found, interface.name + what);
    };
    const auto none = [&](std::string_view subject) { printer.row({{.name = std::string(subject)}, nullptr, names}); };
    const Outcome outcome = each_interface(call, *stack, {}, print, none, [&] { (void)printer.flush(); });
    if (!outcome) return outcome;
    return finish(call, *stack, printer, *outcome);
}

}  // namespace

const cli::Verb interface_address = {
    .name = "addr",
    .subjects = "[IFACE|-]",
    .help = "main address of an interface, or of the default one",
    .options = {},
    .columns = cli::address_column_names,
    .run = run,
    .max_subjects = 1,
    .has_short = true,
    .subject_keys = interface_keys,
};

}  // namespace snet
