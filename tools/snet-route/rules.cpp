#include "tools/columns/rule_columns.hpp"
#include "tools/common/finish.hpp"
#include "tools/snet-route/verbs.hpp"

namespace snet::route {

namespace {

constexpr cli::Option options[] = {{"details", 'd', "", "also who added each, as ip -d"}};

cli::Outcome run(const cli::Call& call) {
    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    const auto rules = stack->rules(call.family);
    if (!rules) return std::unexpected(rules.error());
    const Names names(call.numeric);
    cli::Printer<cli::RuleRow> printer(call.output, cli::rule_columns);
    for (const Rule& rule : *rules)
        printer.row({rule, names, call.has("details")});
    return finish(call, *stack, printer);
}

}  // namespace

constexpr cli::Verb rules{.name = "rules",
                          .help = "the policy rules that choose the table, in the order they are asked",
                          .options = options,
                          .columns = cli::rule_column_names,
                          .run = run};

}  // namespace snet::route
