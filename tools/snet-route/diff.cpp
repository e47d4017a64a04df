#include "tools/common/difference.hpp"
#include "tools/common/open_stack.hpp"
#include "tools/snet-route/verbs.hpp"

namespace snet::route {

namespace {

constexpr RowKind kinds[] = {RowKind::nexthop, RowKind::route, RowKind::rule};

cli::Outcome run(const cli::Call& call) {
    const auto system = Stack::open(call.netns);
    if (!system) return std::unexpected(system.error());
    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    const auto outcome = print_differences(call, *system, *stack, kinds);
    report_warnings(call, *stack);
    return outcome;
}

}  // namespace

constexpr cli::Verb diff{
    .name = "diff", .help = "how the stack's differ from the OS's", .columns = difference_names, .run = run};

}  // namespace snet::route
