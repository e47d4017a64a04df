#include "tools/columns/route_columns.hpp"
#include "tools/common/finish.hpp"
#include "tools/common/line_printer.hpp"
#include "tools/snet-route/verbs.hpp"

namespace snet::route {

namespace {

Result<std::optional<Route>> find(const Stack& stack, std::optional<Family> family) {
    if (family) return stack.default_route(*family);
    auto route = stack.default_route(Family::ipv4);
    return !route || *route ? route : stack.default_route(Family::ipv6);
}

std::string gateway_text(const Route& route) {
    const NextHop* hop = route.living_next_hop();
    return hop != nullptr && hop->gateway ? hop->gateway->to_string() : "-";
}

/// "via 10.0.0.1 dev eth0 src 10.0.0.5 metric 100"
std::string line_of(const Route& route, const SourceAddresses& sources) {
    std::string line;
    const NextHop* hop = route.living_next_hop();
    if (hop != nullptr && hop->gateway) {
        const bool other_family = hop->gateway->family() != route.family();
        line += "via " +
                std::string(!other_family             ? ""
                            : hop->gateway->is_ipv4() ? "inet "
                                                      : "inet6 ") +
                hop->gateway->to_string() + " ";
    }
    if (hop != nullptr) line += "dev " + hop->device;
    if (const auto source = sources.source(route)) line += " src " + source->to_string();
    if (route.metric) line += " metric " + std::to_string(*route.metric);
    return line;
}

cli::Outcome print_line(const cli::Call& call, const Stack& stack, const std::string& line, cli::ExitCode code) {
    LinePrinter printer;
    printer.line(line);
    return finish(call, stack, printer, code);
}

constexpr char nothing[] = "there is no default route";

cli::Outcome run(const cli::Call& call) {
    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    const auto route = find(*stack, call.family);
    if (!route) return std::unexpected(route.error());
    const cli::ExitCode code = *route ? cli::ExitCode::success : cli::ExitCode::not_found;
    if (call.is_short) return print_line(call, *stack, *route ? gateway_text(**route) : "-", code);

    if (!*route && wants_words(call)) return fail(ErrorKind::not_found, nothing);
    const auto sources = SourceAddresses::read(*stack);
    if (!sources) return std::unexpected(sources.error());
    if (wants_words(call)) return print_line(call, *stack, line_of(**route, *sources), code);

    const Names names(call.numeric);
    cli::RouteListing listing(names);
    listing.sources = &*sources;
    cli::Printer<cli::RouteRow> printer(as_lines(call.output), cli::route_columns);
    if (*route) printer.row({**route, listing});
    if (!*route) cli::report_error(call, nothing);
    return finish(call, *stack, printer, code);
}

}  // namespace

constexpr cli::Verb default_{.name = "default",
                             .help = "the default route of IPv4, else that of IPv6",
                             .options = {},
                             .columns = cli::route_column_names,
                             .run = run,
                             .has_short = true};

}  // namespace snet::route
