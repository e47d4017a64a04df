#include <limits>

#include "tools/cli/subjects.hpp"
#include "tools/common/finish.hpp"
#include "tools/snet-ifaces/interface_printer.hpp"
#include "tools/snet-ifaces/verbs.hpp"

namespace snet {
namespace {

using cli::Call;
using cli::Format;
using cli::Outcome;

constexpr std::string_view text_keys[] = {"ifindex", "ifname", "altnames",  "origin",    "kind",    "state",  "flags",
                                          "mtu",     "type",   "address",   "broadcast", "link",    "master", "group",
                                          "qdisc",   "txqlen", "addr_info", "linkinfo",  "details", "stats64"};
constexpr std::string_view json_keys[] = {"linkinfo", "details", "stats64"};

cli::OutputOptions output_of(const Call& call) {
    cli::OutputOptions output = call.output;
    if (output.format == Format::table) output.format = Format::block;
    if (is_json(output.format))
        output.added.assign(std::begin(json_keys), std::end(json_keys));
    else
        output.defaults.assign(std::begin(text_keys), std::end(text_keys));
    return output;
}

// The one below, for M-DOWN. It may be gone since.
Result<std::vector<Interface>> lower_of(const Stack& stack, const Interface& interface) {
    if (interface.link.empty()) return std::vector<Interface>();
    auto lower = stack.interface(interface.link, {.addresses = false});
    if (lower) return std::vector{std::move(*lower)};
    if (lower.error().kind == ErrorKind::not_found) return std::vector<Interface>();
    return std::unexpected(std::move(lower.error()));
}

constexpr std::string_view subject_keys[] = {"ifname", "dst", "local", "address"};

Outcome run(const Call& call) {
    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    InterfacePrinter printer(call, output_of(call));
    const auto show = [&](std::string_view subject) -> Outcome {
        auto interfaces = stack->interfaces_with(subject, printer.query());
        if (!interfaces) {
            if (answers_failed(call, interfaces.error())) printer.print_missing(subject);
            return std::unexpected(std::move(interfaces.error()));
        }
        for (Interface& one : *interfaces) {
            const auto lower = lower_of(*stack, one);
            if (!lower) return std::unexpected(lower.error());
            printer.print(one, *lower);
        }
        return cli::ExitCode::success;
    };
    const auto none = [&](std::string_view subject) { printer.print_missing(subject); };
    const Outcome outcome = cli::each_subject(call, show, none, [&] { (void)printer.rows().flush(); });
    if (!outcome) return outcome;
    return finish(call, *stack, printer.rows(), *outcome);
}

}  // namespace

const cli::Verb show_interfaces = {
    .name = "show",
    .subjects = "IFACE|INDEX|MAC|ADDR...|-",
    .help = "all that is known of an interface",
    .options = {},
    .columns = cli::interface_column_names,
    .run = run,
    .min_subjects = 1,
    .max_subjects = std::numeric_limits<std::size_t>::max(),
    .subject_keys = subject_keys,
    .output = output_of,
};

}  // namespace snet
