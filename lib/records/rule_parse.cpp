#include <algorithm>
#include <iterator>

#include "lib/records/prefix_text.hpp"
#include "lib/records/realm_text.hpp"
#include "lib/records/word_reader.hpp"
#include "lib/values/number_text.hpp"
#include "snet/route.hpp"
#include "snet/rule.hpp"

namespace snet {

namespace {

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

/// Reads one rule. The family is that of the first address; the caller's where the text has none.
class RuleReader {
  public:
    RuleReader(std::string_view text, Family family, const Names& names) : words_(text), names_(names) {
        rule_.family = family;
    }

    Result<Rule> read();

  private:
    using Read = Result<void> (RuleReader::*)();
    struct Keyword {
        std::string_view word;
        Read read;
    };
    static const Keyword keywords[];

    Result<void> read_word();
    Result<std::optional<AddressWithLength>> prefix(std::string_view expected);
    Result<void> port_range(std::optional<PortRange>& range);
    Result<void> act(RuleAction action);

    Result<void> invert();
    Result<void> from() { return store(prefix("a source prefix"), rule_.from); }
    Result<void> to() { return store(prefix("a destination prefix"), rule_.to); }
    Result<void> tos();
    Result<void> fwmark();
    Result<void> iif();
    Result<void> oif();
    Result<void> uids();
    Result<void> ip_protocol();
    Result<void> source_ports() { return port_range(rule_.source_ports); }
    Result<void> destination_ports() { return port_range(rule_.destination_ports); }
    Result<void> tunnel_id();
    Result<void> priority();
    Result<void> lookup();
    Result<void> l3mdev();
    Result<void> suppress_prefix_length();
    Result<void> suppress_group();
    Result<void> realms();
    Result<void> goto_rule();
    Result<void> nop() { return act(RuleAction::nop); }
    Result<void> blackhole() { return act(RuleAction::blackhole); }
    Result<void> unreachable() { return act(RuleAction::unreachable); }
    Result<void> prohibit() { return act(RuleAction::prohibit); }
    Result<void> protocol();

    WordReader words_;
    const Names& names_;
    Rule rule_;
    bool has_family_ = false;
    bool has_table_ = false;
    bool has_action_ = false;
    std::uint64_t seen_ = 0;  ///< a bit for each keyword
};

const RuleReader::Keyword RuleReader::keywords[] = {
    {"not", &RuleReader::invert},
    {"from", &RuleReader::from},
    {"to", &RuleReader::to},
    {"tos", &RuleReader::tos},
    {"dsfield", &RuleReader::tos},
    {"fwmark", &RuleReader::fwmark},
    {"iif", &RuleReader::iif},
    {"dev", &RuleReader::iif},
    {"oif", &RuleReader::oif},
    {"uidrange", &RuleReader::uids},
    {"ipproto", &RuleReader::ip_protocol},
    {"sport", &RuleReader::source_ports},
    {"dport", &RuleReader::destination_ports},
    {"tun_id", &RuleReader::tunnel_id},
    {"lookup", &RuleReader::lookup},
    {"table", &RuleReader::lookup},
    {"l3mdev", &RuleReader::l3mdev},
    {"suppress_prefixlength", &RuleReader::suppress_prefix_length},
    {"sup_pl", &RuleReader::suppress_prefix_length},
    {"suppress_ifgroup", &RuleReader::suppress_group},
    {"sup_group", &RuleReader::suppress_group},
    {"realms", &RuleReader::realms},
    {"goto", &RuleReader::goto_rule},
    {"nop", &RuleReader::nop},
    {"blackhole", &RuleReader::blackhole},
    {"unreachable", &RuleReader::unreachable},
    {"prohibit", &RuleReader::prohibit},
    {"proto", &RuleReader::protocol},
    {"protocol", &RuleReader::protocol},
    {"priority", &RuleReader::priority},
    {"pref", &RuleReader::priority},
    {"preference", &RuleReader::priority},
    {"order", &RuleReader::priority},
};

Result<void> RuleReader::invert() {
    rule_.inverted = true;
    return {};
}

Result<std::optional<AddressWithLength>> RuleReader::prefix(std::string_view expected) {
    const auto word = words_.value(expected);
    if (!word) return std::unexpected(word.error());
    if (is_everything(*word)) return std::nullopt;
    const auto prefix = parse_address_with_length(*word, rule_.family);
    if (!prefix) return words_.fail(prefix.error().message);
    if (has_family_ && prefix->family() != rule_.family)
        return words_.fail_expecting("an address of the rule's family");
    has_family_ = has_family_ || !has_open_family(*word);
    rule_.family = prefix->family();
    if (prefix->is_all()) return std::nullopt;
    return *prefix;
}

Result<void> RuleReader::tos() {
    return store(words_.value_by("a tos", [this](std::string_view word) { return names_.parse_dsfield(word); }),
                 rule_.tos);
}

Result<void> RuleReader::fwmark() {
    constexpr std::string_view expected = "a mark MARK[/MASK]";
    const auto word = words_.value(expected);
    if (!word) return std::unexpected(word.error());
    const auto slash = word->find('/');
    const auto mark = parse_number(word->substr(0, slash), max32);
    const auto mask = slash == std::string_view::npos ? max32 : parse_number(word->substr(slash + 1), max32);
    if (!mark || !mask) return words_.fail_expecting(expected);
    rule_.fwmark = static_cast<std::uint32_t>(*mark);
    rule_.fwmask = static_cast<std::uint32_t>(*mask);
    return {};
}

Result<void> RuleReader::iif() {
    const auto stored = store(words_.value("an interface"), rule_.iif);
    rule_.iif_detached = words_.accept("[detached]");
    return stored;
}

Result<void> RuleReader::oif() {
    const auto stored = store(words_.value("an interface"), rule_.oif);
    rule_.oif_detached = words_.accept("[detached]");
    return stored;
}

Result<void> RuleReader::uids() {
    return store(words_.value_if("user ids FIRST-LAST",
                                 [](std::string_view word) { return parse_range<UidRange>(word, max32, false); }),
                 rule_.uids);
}

Result<void> RuleReader::ip_protocol() {
    return store(words_.value_if("an IP protocol", parse_ip_protocol), rule_.ip_protocol);
}

Result<void> RuleReader::port_range(std::optional<PortRange>& range) {
    return store(words_.value_if("a port or ports FIRST-LAST",
                                 [](std::string_view word) { return parse_range<PortRange>(word, 0xffff, true); }),
                 range);
}

Result<void> RuleReader::tunnel_id() {
    return store(words_.number("the id of a tunnel", ~std::uint64_t{0}), rule_.tunnel_id);
}

Result<void> RuleReader::priority() {
    if (rule_.priority) return words_.fail("the rule has a priority before it");
    return store(words_.number("a priority", max32), rule_.priority);
}

Result<void> RuleReader::lookup() {
    const auto table = words_.value_by("a table", [this](std::string_view word) { return names_.parse_table(word); });
    if (table && *table == 0) return words_.fail_expecting("a table to look up; 0 is none");
    has_table_ = true;
    return store(table, rule_.table);
}

Result<void> RuleReader::l3mdev() {
    rule_.l3mdev = true;
    return {};
}

Result<void> RuleReader::suppress_prefix_length() {
    return store(words_.number("a prefix length", 0x7fffffff), rule_.suppress_prefix_length);
}

Result<void> RuleReader::suppress_group() {
    return store(
        words_.value_by("an interface group", [this](std::string_view word) { return names_.parse_group(word); }),
        rule_.suppress_group);
}

Result<void> RuleReader::realms() {
    return store(words_.value_if("realms [FROM/]TO", [&](std::string_view text) { return parse_realms(text, names_); }),
                 rule_.realms);
}

Result<void> RuleReader::act(RuleAction action) {
    if (has_action_) return words_.fail_expecting("one action only");
    has_action_ = true;
    rule_.action = action;
    return {};
}

Result<void> RuleReader::goto_rule() {
    if (auto done = act(RuleAction::goto_); !done) return done;
    if (!words_.accept("none"))
        if (auto target = store(words_.number("the priority of a rule", max32), rule_.goto_target); !target)
            return target;
    rule_.unresolved = words_.accept("[unresolved]");
    return {};
}

Result<void> RuleReader::protocol() {
    return store(words_.value_by("a protocol", [this](std::string_view word) { return names_.parse_protocol(word); }),
                 rule_.protocol);
}

Result<void> RuleReader::read_word() {
    const std::string_view word = words_.take();
    const auto keyword = std::ranges::find(keywords, word, &Keyword::word);
    if (keyword == std::end(keywords)) return words_.fail_expecting("a word of a rule");
    Read reader = keyword->read;
    if (reader == &RuleReader::lookup && words_.accept("[l3mdev-table]")) reader = &RuleReader::l3mdev;
    const auto first = std::ranges::find(keywords, reader, &Keyword::read);
    const std::uint64_t bit = std::uint64_t{1} << (first - std::begin(keywords));
    if ((seen_ & bit) != 0) return words_.fail(std::string(word) + ": given twice");
    seen_ |= bit;
    return (this->*reader)();
}

Result<Rule> RuleReader::read() {
    if (const std::string_view word = words_.peek(); word.ends_with(':')) {
        words_.take();
        const auto priority = parse_digits(word.substr(0, word.size() - 1), 10, max32);
        if (!priority) return words_.fail_expecting("a priority before the colon");
        rule_.priority = static_cast<std::uint32_t>(*priority);
    }
    while (!words_.at_end())
        if (auto read = read_word(); !read) return std::unexpected(read.error());
    if (rule_.l3mdev && has_table_) return words_.fail("a rule looks up one table or l3mdev's, not both");
    if (!has_table_ && !has_action_ && !rule_.l3mdev) rule_.table = table_main;
    return std::move(rule_);
}

}  // namespace

Result<Rule> Rule::parse(std::string_view text, Family family, const Names& names) {
    return RuleReader(text, family, names).read();
}

}  // namespace snet
