#include "tools/common/edit.hpp"
#include "tools/snet-route/verbs.hpp"

namespace snet::route {

namespace {

constexpr cli::Option options[] = {force_option};

constexpr RowKind kinds[] = {RowKind::route, RowKind::rule, RowKind::nexthop};

cli::Outcome run(const cli::Call& call) {
    return remove(call, [](std::string_view text, const EditScope& scope) { return drop_rows(text, kinds, scope); });
}

}  // namespace

constexpr cli::Verb sync{.name = "sync",
                         .help = "back to the OS's routes, rules, next-hop objects",
                         .options = options,
                         .run = run,
                         .has_families = false};

}  // namespace snet::route
