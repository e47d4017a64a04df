#include <map>

#include "snet/learned_neighbors.hpp"
#include "snet/stack_records.hpp"
#include "tools/cli/output.hpp"
#include "tools/common/finish.hpp"
#include "tools/common/next_row.hpp"
#include "tools/common/open_stack.hpp"
#include "tools/snet-stack/verbs.hpp"

namespace snet::stacks {

namespace {

struct Counted {
    RowKind kind;
    std::string_view key;
    std::string_view heading;
};

constexpr Counted tables[] = {
    {RowKind::interface, "interfaces", "INTERFACES"},
    {RowKind::address, "addresses", "ADDRESSES"},
    {RowKind::route, "routes", "ROUTES"},
    {RowKind::rule, "rules", "RULES"},
    {RowKind::nexthop, "nexthops", "NEXTHOPS"},
    {RowKind::neighbor, "neighbors", "NEIGHBORS"},
    {RowKind::address_label, "addrlabels", "ADDRLABELS"},
};

/// A stack on one screen.
struct Summary {
    std::string file;  ///< empty: none
    std::string base;
    std::map<RowKind, std::map<Origin, std::uint64_t>> rows;
    std::string default_interface;
    std::string gateway;
    std::vector<std::string> nameservers;
};

void file(const Summary& summary, cli::Sink& sink) {
    if (!summary.file.empty()) sink.text(summary.file);
}

void base(const Summary& summary, cli::Sink& sink) {
    sink.text(summary.base);
}

template <std::size_t i>
void count(const Summary& summary, cli::Sink& sink) {
    sink.begin_object();
    const auto found = summary.rows.find(tables[i].kind);
    if (found != summary.rows.end())
        for (const auto& [origin, number] : found->second) {
            sink.key(to_string(origin));
            sink.number(number);
        }
    sink.end_object();
}

template <std::size_t i>
void show_count(const Summary& summary, cli::Sink& sink) {
    const auto found = summary.rows.find(tables[i].kind);
    std::string text;
    if (found != summary.rows.end())
        for (const auto& [origin, number] : found->second)
            text += (text.empty() ? "" : ", ") + std::to_string(number) + ' ' + std::string(to_string(origin));
    sink.text(text.empty() ? "0" : text);
}

void interface(const Summary& summary, cli::Sink& sink) {
    if (!summary.default_interface.empty()) sink.text(summary.default_interface);
}

void gateway(const Summary& summary, cli::Sink& sink) {
    if (!summary.gateway.empty()) sink.text(summary.gateway);
}

void nameservers(const Summary& summary, cli::Sink& sink) {
    sink.begin_list();
    for (const std::string& server : summary.nameservers)
        sink.text(server);
    sink.end_list();
}

template <std::size_t i>
constexpr cli::Column<Summary> count_column() {
    return {tables[i].key, tables[i].heading, cli::Shown::always, "how many, by origin", count<i>, show_count<i>};
}

constexpr cli::Column<Summary> columns[] = {
    {"file", "FILE", cli::Shown::always, "where the edits are kept", file},
    {"base", "BASE", cli::Shown::always, "os, or none of a frozen stack", base},
    count_column<0>(),
    count_column<1>(),
    count_column<2>(),
    count_column<3>(),
    count_column<4>(),
    count_column<5>(),
    count_column<6>(),
    {"default_interface", "INTERFACE", cli::Shown::always, "the one that is meant where none is named", interface},
    {"gateway", "GATEWAY", cli::Shown::always, "of the default route", gateway},
    {"nameservers", "NAMESERVERS", cli::Shown::always, "of the file", nameservers},
};
constexpr auto column_names = cli::names_of(columns);

Result<void> count_rows(const Stack& stack, Summary& summary) {
    const StackRecords records(stack);
    for (const Counted& table : tables) {
        auto& counts = summary.rows[table.kind];
        const auto done = records.each(table.kind, [&](const Record&, Origin origin) {
            ++counts[origin];
            return next_row();
        });
        if (!done) return done;
    }
    return {};
}

Result<void> count_learned(const Stack& stack, const std::optional<StackPlace>& place, Summary& summary) {
    const auto learned = LearnedNeighbors::of(stack, place);
    if (!learned) return {};
    return learned->each_with_stack({.family = {}, .device = {}}, [&](const Neighbor& neighbor) {
        if (neighbor.origin == Origin::learned) ++summary.rows[RowKind::neighbor][Origin::learned];
        return next_row();
    });
}

Result<void> find_defaults(const Stack& stack, Summary& summary) {
    const auto interface = stack.default_interface({.addresses = false});
    if (!interface) return std::unexpected(interface.error());
    if (*interface) summary.default_interface = (*interface)->name;
    for (const Family family : {Family::ipv6, Family::ipv4}) {
        const auto route = stack.default_route(family);
        if (!route) return std::unexpected(route.error());
        const NextHop* hop = *route ? (*route)->living_next_hop() : nullptr;
        if (hop != nullptr && hop->gateway) summary.gateway = hop->gateway->to_string();
    }
    return {};
}

Result<Summary> summarize(const cli::Call& call, const Stack& stack) {
    Summary summary;
    const auto place = stack_place(call);
    if (!place) return std::unexpected(place.error());
    if (*place) summary.file = (*place)->path;
    summary.base = stack.base() == StackBase::os ? "os" : "none";
    if (auto done = count_rows(stack, summary); !done) return std::unexpected(done.error());
    if (auto done = count_learned(stack, *place, summary); !done) return std::unexpected(done.error());
    if (auto done = find_defaults(stack, summary); !done) return std::unexpected(done.error());
    for (const Record& record : stack.other_records())
        if (const auto* server = std::get_if<Nameserver>(&record)) summary.nameservers.push_back(server->to_string());
    return summary;
}

cli::Outcome run(const cli::Call& call) {
    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    const auto summary = summarize(call, *stack);
    if (!summary) return std::unexpected(summary.error());
    if (cli::interrupted()) return cli::ExitCode::interrupted;  // a part of the rows is no count
    cli::OutputOptions output = call.output;
    if (output.format == cli::Format::table) output.format = cli::Format::block;
    cli::Printer<Summary> printer(output, columns);
    printer.row(*summary);
    return finish(call, *stack, printer);
}

}  // namespace

constexpr cli::Verb show{.name = "show",
                         .help = "what the stack has, and from where",
                         .columns = column_names,
                         .run = run,
                         .has_families = false,
                         .has_numeric = false};

}  // namespace snet::stacks
