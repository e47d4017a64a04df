#include "tools/snet-route/explanation.hpp"

#include <algorithm>

#include "tools/cli/output_buffer.hpp"
#include "tools/cli/safe_text.hpp"
#include "tools/columns/verdict.hpp"
#include "tools/common/refusal_text.hpp"
#include "tools/snet-route/answer_text.hpp"

namespace snet::route {

namespace {

using cli::Shown;
using cli::Sink;

struct RuleRow {
    const Trace::RuleStep& step;
    const Names& names;
};

struct RouteRow {
    const Trace::RouteStep& step;
    cli::RouteListing& listing;
};

struct SourceRow {
    const Trace::SourceStep& step;
    const Names& names;
};

// The rest of a rule, after its number.
void write_rule(const RuleRow& row, Sink& sink) {
    Rule unnumbered = *row.step.rule;
    unnumbered.priority.reset();
    sink.text(unnumbered.to_string(row.names));
}

constexpr std::string_view between_hops = "\\\t";  // of `ip -o route`

// A route but its table, each of several hops on a line of its own.
void write_route(const RouteRow& row, Sink& sink) {
    Route route = *row.step.route;
    route.table = table_main;
    const std::string text = route.to_string(row.listing.names());
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(between_hops), rest.size());
        const std::string_view line = rest.substr(0, end);
        sink.text(line.substr(0, line.find_last_not_of(' ') + 1));
        rest.remove_prefix(std::min(end + between_hops.size(), rest.size()));
    }
}

constexpr unsigned verdict_width = 17;

constexpr cli::Column<RuleRow> rule_columns[] = {
    {"priority", "RULE", Shown::always, "",
     [](const RuleRow& row, Sink& sink) { sink.number(row.step.rule->priority.value_or(0)); }, nullptr, 5},
    {"verdict", "VERDICT", Shown::always, "",
     [](const RuleRow& row, Sink& sink) { sink.plain(cli::verdict_of(row.step.fate).text); }, nullptr, verdict_width},
    {"rule", "WHICH SAYS", Shown::always, "", write_rule, nullptr, 0, true},
};

constexpr cli::Column<RouteRow> route_columns[] = {
    {"table", "TABLE", Shown::always, "",
     [](const RouteRow& row, Sink& sink) { sink.text(row.listing.table(row.step.route->table)); }},
    {"verdict", "VERDICT", Shown::always, "",
     [](const RouteRow& row, Sink& sink) { sink.plain(cli::verdict_of(row.step.fate).text); }, nullptr, verdict_width},
    {"route", "ROUTE", Shown::always, "", write_route, nullptr, 0, true},
};

void write_source(const SourceRow& row, Sink& sink) {
    const InterfaceAddress& address = *row.step.address;
    sink.text(address.local.to_string() + "/" + std::to_string(address.prefix_length));
}

constexpr cli::Column<SourceRow> source_columns[] = {
    {"dev", "IFACE", Shown::always, "", [](const SourceRow& row, Sink& sink) { sink.text(row.step.interface->name); },
     nullptr, 5},
    {"verdict", "VERDICT", Shown::always, "",
     [](const SourceRow& row, Sink& sink) { sink.plain(cli::verdict_of(row.step.fate).text); }, nullptr, verdict_width},
    {"source", "SOURCE", Shown::always, "", write_source},
};

Result<void> print_line(std::string_view text) {
    cli::OutputBuffer out;
    out.put(cli::safe_text(text));
    out.put('\n');
    return out.flush();
}

template <class Row, std::size_t n, class Steps, class Context>
Result<void> print_table(const cli::OutputOptions& output, const cli::Column<Row> (&columns)[n], const Steps& steps,
                         Context& context) {
    cli::Printer<Row> printer(output, columns);
    for (const auto& step : steps)
        printer.row({step, context});
    return printer.finish();
}

// Of what there is nothing, one line says why.
std::string_view without_rules(const cli::AnswerRow& row) {
    if (row.trace->routes.empty()) return "No rule and no route had a say.";
    return "Nobody ever touched the rules: tables local and main are asked as one, then default.";
}

}  // namespace

Result<void> print_explanation(const cli::AnswerRow& row, const cli::OutputOptions& output, bool follows) {
    const Trace& trace = *row.trace;
    std::string line;
    if (row.answer.is_found())
        append_answer(line, row);
    else
        line = refusal_text(row.flow, row.answer);
    auto done = follows ? print_line("") : Result<void>();
    if (done) done = print_line(line);
    if (done) done = print_line("");
    if (done && trace.rules.empty()) done = print_line(without_rules(row));
    if (done && !trace.rules.empty()) done = print_table(output, rule_columns, trace.rules, row.listing.names());
    if (done && !trace.routes.empty()) done = print_line("");
    if (done && !trace.routes.empty()) done = print_table(output, route_columns, trace.routes, row.listing);
    if (done && !trace.sources.empty()) done = print_line("");
    if (done && !trace.sources.empty()) done = print_table(output, source_columns, trace.sources, row.listing.names());
    return done;
}

}  // namespace snet::route
