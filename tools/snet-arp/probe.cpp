#include <optional>

#include "snet/neighbor_probe.hpp"
#include "snet/privileges.hpp"
#include "tools/cli/process.hpp"
#include "tools/columns/cells.hpp"
#include "tools/common/open_stack.hpp"
#include "tools/common/open_vendors.hpp"
#include "tools/snet-arp/arguments.hpp"
#include "tools/snet-arp/verbs.hpp"

namespace snet::arp {

namespace {

using Status = ProbeResult::Status;

constexpr cli::Option options[] = {
    {"dev", 0, "D", "ask on interface D, whatever the routes say"},
    {"tries", 0, "N", "ask N times, 3 if not said"},
    {"timeout", 0, "S", "seconds to wait behind each, 1 if not said"},
};

struct Row {
    IpAddress address;
    const ProbeResult& result;
    const Vendors* vendors;
};

std::string_view word(Status status) {
    switch (status) {
        case Status::taken:
            return "taken";
        case Status::probed:
            return "probed";
        default:
            return "free";
    }
}

constexpr cli::Column<Row> columns[] = {
    {"dst", "ADDRESS", cli::Shown::always, "the address",
     [](const Row& row, cli::Sink& sink) { cli::write_address(row.address, sink); }},
    {"dev", "IFACE", cli::Shown::always, "the interface it was asked on",
     [](const Row& row, cli::Sink& sink) { cli::write_text(row.result.device, sink); }},
    {"status", "STATUS", cli::Shown::always, "free, taken, or probed by another host right now",
     [](const Row& row, cli::Sink& sink) { sink.plain(word(row.result.status)); }},
    {"lladdr", "MAC", cli::Shown::always, "who has it",
     [](const Row& row, cli::Sink& sink) {
         if (row.result.mac) sink.plain(row.result.mac->to_string());
     }},
    {"vendor", "VENDOR", cli::Shown::on_request, "who made that interface",
     [](const Row& row, cli::Sink& sink) {
         if (row.vendors == nullptr || !row.result.mac) return;
         if (const auto name = row.vendors->name(*row.result.mac)) sink.text(*name);
     }},
};
constexpr auto column_names = cli::names_of(columns);

// Plain output is a line of words.
cli::OutputOptions output_of(const cli::Call& call, bool has_mac) {
    cli::OutputOptions output = cli::as_lines(call.output);
    if (call.output.format != cli::Format::table || !call.output.columns.empty()) return output;
    output.format = cli::Format::pattern;
    output.pattern = has_mac ? "{dst} dev {dev} {status} lladdr {lladdr}" : "{dst} dev {dev} {status}";
    return output;
}

cli::Outcome print(const cli::Call& call, const IpAddress& address, const ProbeResult& result) {
    cli::Printer<Row> printer(output_of(call, result.mac.has_value()), columns);
    std::optional<Vendors> vendors;
    if (printer.has("vendor")) vendors = open_vendors(call);
    printer.row({address, result, vendors ? &*vendors : nullptr});
    const auto written = printer.finish();
    if (!written) return std::unexpected(written.error());
    return result.status == Status::free ? cli::ExitCode::success : cli::ExitCode::not_found;
}

cli::Outcome run(const cli::Call& call) {
    const auto address = IpAddress::parse(call.subjects.front());
    if (!address) return std::unexpected(address.error());
    if (address->is_multicast() || address->is_unspecified())
        return fail(ErrorKind::invalid, address->to_string() + ": no address that a host can have");
    const auto tries = number_of(call, "tries", 1, 100, 3);
    if (!tries) return std::unexpected(tries.error());
    const auto timeout = seconds_of(call, "timeout", std::chrono::seconds(1));
    if (!timeout) return std::unexpected(timeout.error());
    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    if (stack->base() == StackBase::none) return fail(ErrorKind::invalid, "a frozen stack asks nobody");
    const auto plan = ScanPlan::make(*stack, {.ranges = {AddressRange(*address)},
                                              .excluded = {},
                                              .device = std::string(call.value("dev").value_or("")),
                                              .netns = call.netns});
    if (!plan) return std::unexpected(plan.error());
    report_warnings(call, *stack);
    const auto result = probe_address(
        *plan, {.tries = *tries, .interval = *timeout}, [] { drop_privileges(); }, [] { return cli::interrupted(); });
    if (!result) return std::unexpected(result.error());
    if (result->status == Status::stopped) return cli::ExitCode::interrupted;
    return print(call, *address, *result);
}

}  // namespace

constexpr cli::Verb probe{.name = "probe",
                          .subjects = "ADDR",
                          .help = "whether an address is free, or who has it",
                          .options = options,
                          .columns = column_names,
                          .run = run,
                          .min_subjects = 1,
                          .max_subjects = 1,
                          .has_families = false,
                          .has_numeric = false};

}  // namespace snet::arp
