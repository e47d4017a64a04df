#include "snet/rule_edit.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "lib/records/blank_text.hpp"
#include "lib/stack/route_check.hpp"
#include "snet/route.hpp"

namespace snet {

namespace {

// fib_default_rule_pref of Linux.
std::uint32_t free_priority(const std::vector<Rule>& rules) {
    const std::uint32_t second = rules.size() < 2 ? 0 : rules[1].priority.value_or(0);
    return second == 0 ? 0 : second - 1;
}

bool covers(const std::optional<AddressWithLength>& block, const std::optional<AddressWithLength>& old) {
    return !block || block->is_all() || block == old;
}

// rule_exists of Linux: what a new rule leaves open of addresses and tos, an old one may say. Who added either does not
// matter here.
bool is_there(const Rule& rule, const Rule& old) {
    Rule like = old;
    if (covers(rule.from, old.from)) like.from = rule.from;
    if (covers(rule.to, old.to)) like.to = rule.to;
    if (rule.tos == 0) like.tos = 0;
    like.inverted = rule.inverted;
    like.goto_target = rule.goto_target;
    like.unresolved = rule.unresolved;
    like.realms = rule.realms;
    like.iif_detached = rule.iif_detached;
    like.oif_detached = rule.oif_detached;
    like.protocol = rule.protocol;
    like.origin = rule.origin;
    like.priority = old.priority.value_or(0);
    return like == rule;
}

Result<Rule> parse_rule(std::string_view words, const Names& names) {
    auto record = parse_record(words, names);
    if (!record) return std::unexpected(std::move(record.error()));
    auto* const rule = std::get_if<Rule>(&*record);
    if (rule == nullptr) return fail(ErrorKind::invalid, "not a rule's words");
    return std::move(*rule);
}

// The text that makes the stack, with the kernel's own rules in words where they are there only as there are no others.
Result<std::string> with_own_rules(std::string_view text, const Stack& stack, Family family, const EditScope& scope) {
    const auto rules = stack.rules(family);
    if (!rules) return std::unexpected(rules.error());
    const bool are_unsaid = std::ranges::all_of(
        *rules, [](const Rule& rule) { return rule.origin == Origin::stack && rule.protocol == protocol_kernel; });
    const auto file = StackFile::parse(text, scope.name, scope.names);
    if (!file) return std::unexpected(file.error());
    const bool has_any = std::ranges::any_of(file->records(), [&](const NumberedRecord& one) {
        const auto* const rule = std::get_if<Rule>(&one.record);
        return rule != nullptr && rule->family == family;
    });
    std::string longer(text);
    if (has_any || !are_unsaid) return longer;
    for (const Rule& rule : *rules) {
        auto put = put_record(longer, to_string(Record(rule), scope.names), Placing::append, scope.name, scope.names);
        if (!put) return put;
        longer = std::move(*put);
    }
    return longer;
}

}  // namespace

Result<Rule> rule_to_add(std::string_view words, const Stack& stack, const Names& names) {
    auto rule = parse_rule(normal_words(words), names);
    if (!rule) return rule;
    const auto rules = stack.rules(rule->family);
    if (!rules) return std::unexpected(rules.error());
    if (!rule->priority) rule->priority = free_priority(*rules);
    if (auto good = check_tos(rule->tos); !good) return std::unexpected(std::move(good.error()));
    if (rule->action == RuleAction::goto_ && rule->goto_target.value_or(0) <= *rule->priority)
        return fail(ErrorKind::invalid, "goto " + std::to_string(rule->goto_target.value_or(0)) +
                                            ": a rule leads on to a later one, and this one's priority is " +
                                            std::to_string(*rule->priority));
    const auto old = std::ranges::find_if(*rules, [&](const Rule& one) { return is_there(*rule, one); });
    if (old != rules->end()) return fail(ErrorKind::exists, "exists: " + to_words(Record(*old), names));
    return rule;
}

Result<std::string> put_rule(std::string_view text, std::string_view words, const EditScope& scope) {
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    const auto rule = rule_to_add(words, *stack, scope.names);
    if (!rule) return std::unexpected(rule.error());
    const auto whole = with_own_rules(text, *stack, rule->family, scope);
    if (!whole) return whole;
    return put_record(*whole, to_string(Record(*rule), scope.names), Placing::append, scope.name, scope.names);
}

Result<Removal> remove_rules(std::string_view text, std::string_view words, bool all, const EditScope& scope) {
    const auto rule = parse_rule(normal_words(words), scope.names);
    if (!rule) return std::unexpected(rule.error());
    const auto before = stack_of(text, scope);
    if (!before) return std::unexpected(before.error());
    const auto whole = with_own_rules(text, *before, rule->family, scope);
    if (!whole) return std::unexpected(whole.error());
    auto removal = remove_rows(*whole, words, all, scope);
    if (!removal) return removal;
    const auto after = stack_of(removal->text, scope);
    if (!after) return std::unexpected(after.error());
    const auto left = after->rules(rule->family);
    if (!left) return std::unexpected(left.error());
    std::set<std::string> keys;
    for (const Rule& one : *left)
        keys.insert(record_key(one));
    const auto is_gone = [&](const Record& row) { return !keys.contains(record_key(row)); };
    if (!std::ranges::all_of(removal->deleted, is_gone) || !std::ranges::all_of(removal->hidden, is_gone))
        return fail(ErrorKind::invalid, "a family's last rules stay: without any, a stack has the kernel's own");
    return removal;
}

}  // namespace snet
