#include "lib/stack/rule_overlay.hpp"

#include <algorithm>
#include <set>

namespace snet {

namespace {

// fib_default_rules_init and fib6_rules_net_init of Linux.
std::vector<Rule> default_rules(Family family) {
    std::vector<Rule> rules;
    const auto add = [&](std::uint32_t priority, std::uint32_t table) {
        Rule& rule = rules.emplace_back();
        rule.family = family;
        rule.priority = priority;
        rule.table = table;
        rule.protocol = protocol_kernel;
        rule.origin = Origin::stack;
    };
    add(0, table_local);
    add(32766, table_main);
    if (family == Family::ipv4) add(32767, table_default);
    return rules;
}

}  // namespace

void lay_rules(const OwnRows& own, Family family, std::vector<Rule>& rules) {
    std::set<std::string> keys;
    for (const Rule& rule : own.rules)
        if (rule.family == family) keys.insert(record_key(rule));
    std::erase_if(rules, [&](const Rule& rule) {
        return own.hides.hide<Rule>(rule) || (!keys.empty() && keys.contains(record_key(rule)));
    });
    for (const Rule& rule : own.rules)
        if (rule.family == family) rules.push_back(rule);
    if (rules.empty()) rules = default_rules(family);
    std::ranges::stable_sort(rules, {}, [](const Rule& rule) { return rule.priority.value_or(0); });
}

bool are_untouched(std::span<const Rule> rules) {
    const auto is_ipv4 = [](const Rule& rule) { return rule.family == Family::ipv4; };
    const auto is_added = [](const Rule& rule) { return rule.protocol != protocol_kernel; };
    return std::ranges::count_if(rules, is_ipv4) == 3 &&
           std::ranges::none_of(rules, [&](const Rule& rule) { return is_ipv4(rule) && is_added(rule); });
}

}  // namespace snet
