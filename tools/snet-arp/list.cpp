#include <algorithm>

#include "snet/learned_neighbors.hpp"
#include "snet/stack.hpp"
#include "tools/columns/neighbor_columns.hpp"
#include "tools/common/finish.hpp"
#include "tools/common/next_row.hpp"
#include "tools/common/open_vendors.hpp"
#include "tools/snet-arp/verbs.hpp"

namespace snet::arp {

namespace {

constexpr std::string_view states[] = {"incomplete", "reachable", "stale", "delay",    "probe",
                                       "failed",     "noarp",     "none",  "permanent"};

constexpr std::string_view statistics[] = {"refcnt", "used", "confirmed", "updated", "probes"};

constexpr cli::Option options[] = {
    {"dev", 0, "D", "behind interface D"},
    {"state", 0, "S", "in state S", states},
    {"all", 'a', "", "also those that need no resolution (NOARP) or have no state, as ip neigh show nud all"},
    {"proxy", 0, "", "the addresses that are answered for, instead"},
    {"statistics", 's', "", "in JSON also times and counters, as ip -s"},
};

/// Which neighbors are shown: those in one state, all, or those that `ip neigh` shows.
struct NeighborFilter {
    NeighborQuery query;
    std::optional<NeighborState> state;
    bool all = false;

    bool keeps(const Neighbor& neighbor) const {
        if (state) return neighbor.state == *state;
        if (all || neighbor.is_proxy() || neighbor.is_externally_learned()) return true;
        return neighbor.state != NeighborState::noarp && neighbor.state != NeighborState::none;
    }
};

Result<NeighborFilter> read_filter(const cli::Call& call, const Stack& stack) {
    NeighborFilter filter;
    filter.query.family = call.family;
    filter.query.proxies = call.has("proxy");
    filter.all = call.has("all");
    if (const auto word = call.value("state")) {
        filter.state = *word == "none" ? NeighborState::none : parse_neighbor_state(*word);
        if (!filter.state) return fail(ErrorKind::invalid, std::string(*word) + ": no such state");
    }
    if (const auto word = call.value("dev")) {
        const auto device = stack.interface(*word, {.addresses = false});
        if (!device) return std::unexpected(device.error());
        filter.query.device = device->name;
    }
    return filter;
}

bool wants_statistics(const cli::Call& call) {
    const auto& named = call.output.columns;
    return call.has("statistics") || std::ranges::any_of(named, [](const std::string& column) {
               return std::ranges::find(statistics, column) != std::end(statistics);
           });
}

cli::Outcome run(const cli::Call& call) {
    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    const auto filter = read_filter(call, *stack);
    if (!filter) return std::unexpected(filter.error());

    const Names names(call.numeric);
    cli::NeighborListing listing{.names = names, .statistics = wants_statistics(call)};
    cli::Printer<cli::NeighborRow> printer(call.output, cli::neighbor_columns);
    std::optional<Vendors> vendors;
    if (printer.has("vendor")) vendors = open_vendors(call);
    if (vendors) listing.vendors = &*vendors;
    const auto print = [&](const Neighbor& neighbor) {
        if (filter->keeps(neighbor)) printer.row({neighbor, listing});
        return next_row();
    };
    const auto place = stack_place(call);
    if (!place) return std::unexpected(place.error());
    const auto learned = LearnedNeighbors::of(*stack, *place);
    const auto done =
        learned ? learned->each_with_stack(filter->query, print) : stack->each_neighbor(filter->query, print);
    if (!done) return std::unexpected(done.error());
    return finish(call, *stack, printer);
}

}  // namespace

constexpr cli::Verb list{.name = "list",
                         .help = "the ARP cache and IPv6's neighbor cache",
                         .options = options,
                         .columns = cli::neighbor_column_names,
                         .run = run};

}  // namespace snet::arp
