#include "snet/route_edit.hpp"
#include "tools/common/edit.hpp"
#include "tools/snet-route/verbs.hpp"

namespace snet::route {

namespace {

constexpr cli::Option options[] = {
    {"table", 0, "T", "of routing table T (default: main)"},
    force_option,
};

cli::Outcome run(const cli::Call& call) {
    return remove(call, [&](std::string_view text, const EditScope& scope) -> Result<Removal> {
        RouteQuery query{.family = call.family, .device = {}};
        if (const auto word = call.value("table")) {
            const auto table = scope.names.parse_table(*word);
            if (!table) return std::unexpected(table.error());
            query.table = *table;
        }
        return flush_routes(text, query, scope);
    });
}

}  // namespace

constexpr cli::Verb flush{
    .name = "flush", .help = "all routes of a table; the OS's are hidden", .options = options, .run = run};

}  // namespace snet::route
