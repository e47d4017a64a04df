#include <string>

#include "lib/values/ascii_case.hpp"
#include "tools/cli/output_buffer.hpp"
#include "tools/cli/process.hpp"
#include "tools/common/finish.hpp"
#include "tools/common/next_row.hpp"
#include "tools/snet-ifaces/interface_printer.hpp"
#include "tools/snet-ifaces/plugin_rows.hpp"
#include "tools/snet-ifaces/verbs.hpp"

namespace snet {
namespace {

using cli::Call;
using cli::Outcome;

constexpr cli::Option options[] = {
    {"all", 'a', "", "those that are down too (JSON has them always)"},
    {"up", 0, "", "only those that are up, in JSON too"},
    {"kind", 0, "KIND", "only of this kind: bridge, veth, vlan, ..."},
    {"statistics", 's', "", "with counters"},
    {"details", 'd', "", "with all that the kernel tells"},
    {"vendor", 0, "", "MACs with the name of their vendor"},
    {"extcap", 0, "", "also the interfaces of capture plug-ins, which are run for it"},
};

constexpr std::string_view detail_keys[] = {"kind", "linkinfo", "details"};
constexpr std::string_view json_detail_keys[] = {"linkinfo", "details"};
constexpr std::string_view counter_keys[] = {"rx_bytes", "rx_packets", "rx_errors", "rx_dropped",
                                             "tx_bytes", "tx_packets", "tx_errors", "tx_dropped"};
constexpr std::string_view json_counter_keys[] = {"stats64"};

using Keys = std::span<const std::string_view>;

cli::OutputOptions output_of(const Call& call) {
    const bool json = is_json(call.output.format);
    cli::OutputOptions output = call.output;
    const auto add = [&](Keys keys) { output.added.insert(output.added.end(), keys.begin(), keys.end()); };
    if (call.has("statistics")) add(json ? Keys(json_counter_keys) : Keys(counter_keys));
    if (call.has("details")) add(json ? Keys(json_detail_keys) : Keys(detail_keys));
    if (call.has("vendor") && json) output.added.emplace_back("vendor");
    // The column of the other family would be empty.
    if (call.family) output.left_out.emplace_back(*call.family == Family::ipv4 ? "ipv6" : "ipv4");
    return output;
}

void tell_of_hidden(const Call& call, std::size_t hidden) {
    const bool at_a_terminal = call.output.format == cli::Format::table && cli::is_terminal(1);
    if (hidden == 0 || !at_a_terminal || call.quiet || call.has("up")) return;
    cli::write_all(2, std::to_string(hidden) + " down, --all shows them\n");
}

Outcome run(const Call& call) {
    const auto kind = call.value("kind");
    if (kind && kind->empty()) return fail(ErrorKind::invalid, "--kind: the kind is empty");
    if (call.has("all") && call.has("up")) return fail(ErrorKind::invalid, "--all and --up exclude each other");
    const bool only_up = call.has("up") || !(call.has("all") || is_json(call.output.format));

    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    InterfacePrinter printer(call, output_of(call), call.has("vendor"));
    auto all = stack->interfaces(printer.query());
    if (!all) return std::unexpected(std::move(all.error()));

    std::size_t hidden = 0;
    for (Interface& one : *all) {
        if (next_row() == Next::stop) break;
        if (kind && !equal_in_any_case(one.kind.kind, *kind)) continue;
        if (only_up && !one.is_up()) {
            ++hidden;
        } else {
            printer.print(one, *all);
        }
    }
    if (call.has("extcap") && !kind && !call.has("up"))
        if (auto printed = print_plugin_interfaces(call, *stack, printer); !printed)
            return std::unexpected(std::move(printed.error()));
    Outcome outcome = finish(call, *stack, printer.rows());
    if (outcome) tell_of_hidden(call, hidden);
    return outcome;
}

}  // namespace

const cli::Verb list_interfaces = {
    .name = "list",
    .subjects = "",
    .help = "the interfaces and their addresses",
    .options = options,
    .columns = cli::interface_column_names,
    .run = run,
};

}  // namespace snet
