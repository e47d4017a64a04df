#include <utility>

#include "lib/records/keywords.hpp"
#include "lib/records/named_values.hpp"
#include "lib/records/prefix_text.hpp"
#include "lib/values/number_text.hpp"
#include "snet/route.hpp"
#include "snet/rule.hpp"

namespace snet {

namespace {

/// A rule being read. Its family is that of the first address; the caller's where the text has none.
struct Draft {
    const Names& names;
    Rule rule{};
    bool has_family = false;
    bool has_table = false;
    bool has_action = false;
};

/// "5" or "5-9"; none if the ends are not numbers or in the wrong order.
template <class Range>
std::optional<Range> parse_range(std::string_view text, std::uint64_t maximum, bool one_is_enough) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos && !one_is_enough) return std::nullopt;
    const auto first = parse_number(text.substr(0, dash), maximum);
    const auto last = dash == std::string_view::npos ? first : parse_number(text.substr(dash + 1), maximum);
    if (!first || !last || *first > *last) return std::nullopt;
    return Range{static_cast<decltype(Range::first)>(*first), static_cast<decltype(Range::last)>(*last)};
}

Result<void> read_prefix(WordReader& words, Draft& draft, std::string_view expected,
                         std::optional<AddressWithLength>& target) {
    const auto word = words.value(expected);
    if (!word) return std::unexpected(word.error());
    if (is_everything(*word)) return {};
    Rule& rule = draft.rule;
    const auto prefix = parse_address_with_length(*word, rule.family);
    if (!prefix) return words.fail(prefix.error().message);
    if (draft.has_family && prefix->family() != rule.family)
        return words.fail_expecting("an address of the rule's family");
    draft.has_family = draft.has_family || !has_open_family(*word);
    rule.family = prefix->family();
    if (!prefix->is_all()) target = *prefix;
    return {};
}

Result<void> read_mark(WordReader& words, Draft& draft) {
    constexpr std::string_view expected = "a mark MARK[/MASK]";
    const auto word = words.value(expected);
    if (!word) return std::unexpected(word.error());
    const auto slash = word->find('/');
    const auto mark = parse_number(word->substr(0, slash), max32);
    const auto mask = slash == std::string_view::npos ? max32 : parse_number(word->substr(slash + 1), max32);
    if (!mark || !mask) return words.fail_expecting(expected);
    draft.rule.fwmark = static_cast<std::uint32_t>(*mark);
    draft.rule.fwmask = static_cast<std::uint32_t>(*mask);
    return {};
}

Result<void> read_interface(WordReader& words, std::string& name, bool& is_detached) {
    auto read = store(read_device(words), name);
    is_detached = words.accept("[detached]");
    return read;
}

Result<void> read_iif(WordReader& words, Draft& draft) {
    return read_interface(words, draft.rule.iif, draft.rule.iif_detached);
}

Result<void> read_ports(WordReader& words, std::optional<PortRange>& range) {
    return store(words.value_if("a port or ports FIRST-LAST",
                                [](std::string_view word) { return parse_range<PortRange>(word, max16, true); }),
                 range);
}

Result<void> read_tos(WordReader& words, Draft& draft) {
    return store(read_dsfield(words, draft.names), draft.rule.tos);
}

Result<void> read_priority(WordReader& words, Draft& draft) {
    if (draft.rule.priority) return words.fail("the rule has a priority before it");
    return store(words.number("a priority", max32), draft.rule.priority);
}

Result<void> read_l3mdev(WordReader& words, Draft& draft) {
    if (draft.rule.l3mdev) return words.fail_given_twice();
    draft.rule.l3mdev = true;
    return {};
}

Result<void> read_lookup(WordReader& words, Draft& draft) {
    if (words.accept("[l3mdev-table]")) return read_l3mdev(words, draft);
    const auto table = read_table(words, draft.names);
    if (table && *table == 0) return words.fail_expecting("a table to look up; 0 is none");
    draft.has_table = true;
    return store(table, draft.rule.table);
}

Result<void> read_suppressed_length(WordReader& words, Draft& draft) {
    return store(words.number("a prefix length", 0x7fffffff), draft.rule.suppress_prefix_length);
}

Result<void> read_suppressed_group(WordReader& words, Draft& draft) {
    return store(read_group(words, draft.names), draft.rule.suppress_group);
}

Result<void> act(WordReader& words, Draft& draft, RuleAction action) {
    if (draft.has_action) return words.fail_expecting("one action only");
    draft.has_action = true;
    draft.rule.action = action;
    return {};
}

template <RuleAction action>
Result<void> read_action(WordReader& words, Draft& draft) {
    return act(words, draft, action);
}

Result<void> read_goto(WordReader& words, Draft& draft) {
    if (auto done = act(words, draft, RuleAction::goto_); !done) return done;
    if (!words.accept("none"))
        if (auto target = store(words.number("the priority of a rule", max32), draft.rule.goto_target); !target)
            return target;
    draft.rule.unresolved = words.accept("[unresolved]");
    return {};
}

Result<void> read_rule_protocol(WordReader& words, Draft& draft) {
    return store(read_protocol(words, draft.names), draft.rule.protocol);
}

constexpr Keyword<Draft> keywords[] = {
    {"not",
     [](WordReader&, Draft& draft) {
         draft.rule.inverted = true;
         return Result<void>();
     }},
    {"from",
     [](WordReader& words, Draft& draft) { return read_prefix(words, draft, "a source prefix", draft.rule.from); }},
    {"to",
     [](WordReader& words, Draft& draft) { return read_prefix(words, draft, "a destination prefix", draft.rule.to); }},
    {"tos", read_tos},
    {"dsfield", read_tos},
    {"fwmark", read_mark},
    {"iif", read_iif},
    {"dev", read_iif},
    {"oif",
     [](WordReader& words, Draft& draft) { return read_interface(words, draft.rule.oif, draft.rule.oif_detached); }},
    {"uidrange",
     [](WordReader& words, Draft& draft) {
         return store(words.value_if("user ids FIRST-LAST",
                                     [](std::string_view word) { return parse_range<UidRange>(word, max32, false); }),
                      draft.rule.uids);
     }},
    {"ipproto",
     [](WordReader& words, Draft& draft) {
         return store(words.value_if("an IP protocol", parse_ip_protocol), draft.rule.ip_protocol);
     }},
    {"sport", [](WordReader& words, Draft& draft) { return read_ports(words, draft.rule.source_ports); }},
    {"dport", [](WordReader& words, Draft& draft) { return read_ports(words, draft.rule.destination_ports); }},
    {"tun_id", [](WordReader& words,
                  Draft& draft) { return store(words.number("the id of a tunnel", max64), draft.rule.tunnel_id); }},
    {"lookup", read_lookup},
    {"table", read_lookup},
    {"l3mdev", read_l3mdev},
    {"suppress_prefixlength", read_suppressed_length},
    {"sup_pl", read_suppressed_length},
    {"suppress_ifgroup", read_suppressed_group},
    {"sup_group", read_suppressed_group},
    {"realms",
     [](WordReader& words, Draft& draft) { return store(read_realms(words, draft.names), draft.rule.realms); }},
    {"goto", read_goto},
    {"nop", read_action<RuleAction::nop>},
    {"blackhole", read_action<RuleAction::blackhole>},
    {"unreachable", read_action<RuleAction::unreachable>},
    {"prohibit", read_action<RuleAction::prohibit>},
    {"anycast", read_action<RuleAction::anycast>},
    {"multicast", read_action<RuleAction::multicast>},
    {"throw", read_action<RuleAction::throw_>},
    {"masquerade", read_action<RuleAction::nat>},
    {"xresolve", read_action<RuleAction::xresolve>},
    {"proto", read_rule_protocol},
    {"protocol", read_rule_protocol},
    {"priority", read_priority},
    {"pref", read_priority},
    {"preference", read_priority},
    {"order", read_priority},
};

/// `100:` in front of the words.
Result<void> read_leading_priority(WordReader& words, Draft& draft) {
    const std::string_view word = words.peek();
    if (!word.ends_with(':')) return {};
    words.take();
    const auto priority = parse_digits(word.substr(0, word.size() - 1), 10, max32);
    if (!priority) return words.fail_expecting("a priority before the colon");
    draft.rule.priority = static_cast<std::uint32_t>(*priority);
    return {};
}

}  // namespace

Result<Rule> Rule::parse(std::string_view text, Family family, const Names& names) {
    WordReader words(text);
    Draft draft{names};
    Rule& rule = draft.rule;
    rule.family = family;
    auto read = read_leading_priority(words, draft);
    if (read) read = read_keywords<Draft>(words, draft, keywords, "a word of a rule");
    if (!read) return std::unexpected(read.error());
    if (rule.l3mdev && draft.has_table) return words.fail("a rule looks up one table or l3mdev's, not both");
    if (!draft.has_table && !draft.has_action && !rule.l3mdev) rule.table = table_main;
    return std::move(rule);
}

}  // namespace snet
