#include "tools/columns/route_columns.hpp"
#include "tools/common/count.hpp"
#include "tools/common/finish.hpp"
#include "tools/common/next_row.hpp"
#include "tools/snet-route/route_filter.hpp"
#include "tools/snet-route/verbs.hpp"

namespace snet::route {

namespace {

constexpr std::string_view types[] = {"unicast",   "local",       "broadcast", "anycast", "multicast",
                                      "blackhole", "unreachable", "prohibit",  "throw"};

constexpr cli::Option options[] = {
    {"table", 0, "T", "of routing table T, or of all (default: main)"},
    {"dev", 0, "D", "through interface D"},
    {"via", 0, "ADDR", "through the gateway ADDR"},
    {"proto", 0, "P", "added by P: kernel, static, dhcp, ..."},
    {"type", 0, "T", "of type T", types},
    {"exact", 0, "PREFIX", "to PREFIX itself, as a subject"},
    {"match", 0, "ADDR", "that would match a packet to ADDR"},
    {"within", 0, "PREFIX", "to PREFIX and parts of it"},
    {"count", 0, "", "only how many there are"},
    {"details", 'd', "", "in JSON also what goes without saying, as ip -d"},
};

bool names_column(const cli::OutputOptions& output, std::string_view key) {
    for (const std::string& column : output.columns)
        if (column == key) return true;
    return false;
}

// A list whose rows are not all of main tells where they are from.
cli::OutputOptions output_of(const cli::Call& call, const RouteQuery& query) {
    cli::OutputOptions output = call.output;
    if (query.table != table_main) output.added.emplace_back("table");
    return output;
}

cli::Outcome count(const cli::Call& call, const Stack& stack, const RouteFilter& filter) {
    std::uint64_t count = 0;
    const auto done = stack.each_route(filter.query, [&](const Route& route) {
        count += filter.keeps(route) ? 1 : 0;
        return next_row();
    });
    if (!done) return std::unexpected(done.error());
    report_warnings(call, stack);
    return print_count(call, count);
}

Result<void> read_nexthops(const Stack& stack, cli::RouteListing& listing) {
    const auto objects = stack.nexthop_objects();
    if (!objects) return std::unexpected(objects.error());
    for (const NexthopObject& object : *objects)
        listing.nexthops.emplace(object.id, nexthop_object_fields(object, listing.names()));
    return {};
}

cli::Outcome run(const cli::Call& call) {
    if (call.has("count"))
        if (auto good = check_count(call); !good) return std::unexpected(good.error());
    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    const Names names(call.numeric);
    const auto filter = read_route_filter(call, *stack, names);
    if (!filter) return std::unexpected(filter.error());
    if (call.has("count")) return count(call, *stack, *filter);

    cli::Printer<cli::RouteRow> printer(output_of(call, filter->query), cli::route_columns);
    cli::RouteListing listing(names);
    listing.details = call.has("details");
    listing.several_tables = !filter->query.table;
    listing.every_table = names_column(call.output, "table");
    std::optional<SourceAddresses> sources;
    if (printer.has("output_ip")) {
        auto read = SourceAddresses::read(*stack);
        if (!read) return std::unexpected(read.error());
        listing.sources = &sources.emplace(std::move(*read));
    }
    if (listing.details && printer.has("nh_info"))
        if (auto read = read_nexthops(*stack, listing); !read) return std::unexpected(read.error());
    const auto done = stack->each_route(filter->query, [&](const Route& route) {
        if (filter->keeps(route)) printer.row({route, listing});
        return next_row();
    });
    if (!done) return std::unexpected(done.error());
    return finish(call, *stack, printer);
}

}  // namespace

constexpr cli::Verb list{.name = "list",
                         .subjects = "[PREFIX]",
                         .help = "the routes of table main, in the kernel's order",
                         .options = options,
                         .columns = cli::route_column_names,
                         .run = run,
                         .max_subjects = 1};

}  // namespace snet::route
