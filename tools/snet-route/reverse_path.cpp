#include "tools/snet-route/reverse_path.hpp"

#include <algorithm>

#include "snet/lookup.hpp"
#include "tools/cli/quoted.hpp"
#include "tools/columns/answer_columns.hpp"
#include "tools/common/finish.hpp"
#include "tools/common/line_printer.hpp"
#include "tools/common/refusal_text.hpp"
#include "tools/snet-route/answer_records.hpp"
#include "tools/snet-route/question.hpp"

namespace snet::route {

namespace {

constexpr IpAddress::Bytes4 everybody{255, 255, 255, 255};

// An address of the device itself, or what every device takes.
IpAddress address_of(const Interface& device) {
    const auto found = std::ranges::find(device.addresses, Family::ipv4, &InterfaceAddress::family);
    return found == device.addresses.end() ? IpAddress(everybody) : found->local;
}

Result<Flow> read_flow(const cli::Call& call, const Stack& stack, const Names& names) {
    const auto from = IpAddress::parse(*call.value("rpf"));
    if (!from) return std::unexpected(from.error());
    if (from->is_ipv6())
        return fail(ErrorKind::invalid, from->to_string() + ": the reverse path is checked for IPv4 alone");
    if (count_addresses(call.subjects) != 0)
        return fail(ErrorKind::invalid, cli::quoted(call.subjects[0]) + ": --rpf names the only address");
    Flow flow;
    if (auto done = read_selectors(call.subjects, flow, names); !done) return std::unexpected(done.error());
    if (flow.from) return fail(ErrorKind::invalid, "from: --rpf names the source");
    if (flow.iif.empty()) return fail(ErrorKind::invalid, "--rpf needs the device that the packet comes in by: iif D");
    const auto device = stack.interface(flow.iif);
    if (!device) return std::unexpected(device.error());
    flow.iif = device->name;
    flow.from = *from;
    flow.destination = address_of(*device);
    return flow;
}

cli::Outcome print_words(const Flow& flow, const Answer& answer) {
    const std::string source = flow.from->to_string();
    if (!answer.is_found()) return fail(ErrorKind::not_found, source + ": " + refusal_reason(flow, answer));
    LinePrinter printer;
    printer.line(source + " iif " + flow.iif + " passes");
    const auto written = printer.finish();
    if (!written) return std::unexpected(written.error());
    return cli::ExitCode::success;
}

cli::Outcome print_record(const cli::Call& call, const Flow& flow, const Answer& answer, const Names& names) {
    cli::Printer<cli::AnswerRow> printer(as_lines(call.output), cli::answer_columns);
    cli::RouteListing listing(names);
    printer.row({flow, answer, listing});
    const auto written = printer.finish();
    if (!written) return std::unexpected(written.error());
    return code_of(answer);
}

}  // namespace

cli::Outcome check_reverse_path(const cli::Call& call, const Stack& stack, const Names& names) {
    if (call.is_short) return fail(ErrorKind::invalid, "--rpf excludes --short: it is about no gateway");
    const auto flow = read_flow(call, stack, names);
    if (!flow) return std::unexpected(flow.error());
    auto tables = LookupTables::read(stack, &*flow);
    if (!tables) return std::unexpected(std::move(tables.error()));
    const Lookup lookup(std::move(*tables));
    const Answer answer = lookup.answer(*flow);
    report_warnings(call, stack);
    return wants_words(call) ? print_words(*flow, answer) : print_record(call, *flow, answer, names);
}

}  // namespace snet::route
