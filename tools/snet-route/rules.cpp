#include <limits>

#include "snet/rule_edit.hpp"
#include "tools/columns/rule_columns.hpp"
#include "tools/common/edit.hpp"
#include "tools/common/finish.hpp"
#include "tools/snet-route/verbs.hpp"

namespace snet::route {

namespace {

constexpr cli::Option options[] = {
    {"details", 'd', "", "list: also who added each, as ip -d"},
    {"all", 0, "", "del: all rules that have these words, be they several"},
    force_option,
};

cli::Outcome list(const cli::Call& call) {
    if (call.subjects.size() > 1) return fail(ErrorKind::invalid, "rules list takes no words");
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

cli::Outcome add(const cli::Call& call) {
    return put(call, [&](std::string_view text, const EditScope& scope) {
        return put_rule(text, record_words(call, "rule", 1), scope);
    });
}

cli::Outcome del(const cli::Call& call) {
    return remove(call, [&](std::string_view text, const EditScope& scope) {
        return remove_rules(text, record_words(call, "rule", 1), call.has("all"), scope);
    });
}

cli::Outcome run(const cli::Call& call) {
    const std::string word = call.subjects.empty() ? "list" : call.subjects.front();
    if (word == "list") return list(call);
    if (word != "add" && word != "del")
        return fail(ErrorKind::invalid, "rules: '" + word + "' is none of list, add, del");
    if (call.subjects.size() == 1) return fail(ErrorKind::invalid, "rules " + word + " needs RULE");
    return word == "add" ? add(call) : del(call);
}

}  // namespace

constexpr cli::Verb rules{.name = "rules",
                          .subjects = "[list|add|del R]",
                          .help = "the policy rules, in the order they are asked",
                          .options = options,
                          .columns = cli::rule_column_names,
                          .run = run,
                          .max_subjects = std::numeric_limits<std::size_t>::max()};

}  // namespace snet::route
