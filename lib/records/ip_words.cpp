#include <algorithm>
#include <iterator>
#include <utility>

#include "lib/records/route_numbers.hpp"
#include "lib/values/ascii_case.hpp"
#include "lib/values/text_parts.hpp"
#include "snet/ip_command.hpp"

namespace snet {

namespace {

const Names& numbers() {
    static const Names names(true, "/nonexistent");
    return names;
}

/// The words of a record's text. A backslash before a TAB stands where `ip` would break the line.
IpCommand words_of(std::string text) {
    constexpr std::string_view line_break = "\\\t";
    for (std::size_t at = 0; (at = text.find(line_break, at)) != text.npos;)
        text[at] = ' ';
    IpCommand words;
    std::string_view rest = text;
    for (std::string_view word = take_word(rest); !word.empty(); word = take_word(rest))
        words.emplace_back(word);
    return words;
}

void append(IpCommand& words, IpCommand&& more) {
    std::ranges::move(more, std::back_inserter(words));
}

/// The commands that may be of either family begin with it, where it is not IPv4.
IpCommand begin(Family family, std::string_view object, std::string_view verb) {
    IpCommand words{std::string(object), std::string(verb)};
    if (family == Family::ipv6) words.emplace(words.begin(), "-6");
    return words;
}

std::string_view usual_word(IpVerb verb) {
    constexpr std::string_view words[] = {"add", "replace", "del"};
    return words[static_cast<std::size_t>(verb)];
}

bool is_refusing(RouteType type) {
    using enum RouteType;
    return type == blackhole || type == unreachable || type == prohibit || type == throw_;
}

/// Whether `ip` puts such a route into table local, unless it is told where.
bool is_local_by_nature(RouteType type) {
    using enum RouteType;
    return type == local || type == broadcast || type == anycast || type == nat;
}

/// The hop without what `ip` cannot be told: it is the kernel that finds a device dead.
void keep_settable(NextHop& hop) {
    hop.flags &= hop_onlink;
}

/// The route as `ip` may be told it: what it takes for granted is left out, so that equal routes have equal words.
Route settable(const Route& route) {
    Route plain = route;
    plain.flags &= hop_onlink;
    plain.expires.reset();
    plain.error.reset();
    std::ranges::for_each(plain.next_hops, keep_settable);
    if (plain.nexthop_id || (plain.family() == Family::ipv6 && is_refusing(plain.type))) {
        plain.next_hops.clear();
        plain.group_of_one = false;
    }
    if (plain.preference == 0) plain.preference.reset();
    if (plain.family() == Family::ipv6) plain.metric = plain.metric.value_or(ipv6_default_metric);
    if (plain.family() == Family::ipv4 && plain.metric == 0) plain.metric.reset();
    return plain;
}

/// `ip` guesses what is not said; the words stand before those of hops.
void tell_table_and_scope(IpCommand& words, const Route& route, std::size_t position) {
    IpCommand more;
    if (route.table == table_main && is_local_by_nature(route.type)) append(more, {"table", "254"});
    if (route.family() == Family::ipv4 && route.scope == scope_universe) append(more, {"scope", "0"});
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(position), std::make_move_iterator(more.begin()),
                 std::make_move_iterator(more.end()));
}

/// A minimum of retransmission is locked whenever `ip` sets it, and the word is none that it reads there.
void drop_lock_of_rto_min(IpCommand& words) {
    const auto found = std::ranges::find(words, "rto_min");
    if (found != words.end() && found + 1 != words.end() && *(found + 1) == "lock") words.erase(found + 1);
}

/// The way out is by the other family, of which `ip` would otherwise take the whole route to be.
bool has_foreign_gateway(const Route& route) {
    return std::ranges::any_of(
        route.next_hops, [&](const NextHop& hop) { return hop.gateway && hop.gateway->family() != route.family(); });
}

/// `segs 2 [ fc00::1 fc00::2 ]`, as `ip` prints it, is `segs fc00::1,fc00::2` where it reads. Where the header goes
/// between the others of the packet, the last is the packet's own destination and put in by `ip`.
void join_segments(IpCommand& words) {
    const bool is_inline = std::ranges::find(words, "inline") != words.end();
    for (auto at = words.begin(); at != words.end() && (at = std::find(at, words.end(), "[")) != words.end();) {
        const auto end = std::find(at, words.end(), "]");
        if (end == words.end()) return;
        std::string segments;
        const auto last = is_inline && *(end - 1) == "::" ? end - 1 : end;
        for (auto word = at + 1; word != last; ++word)
            segments += (segments.empty() ? "" : ",") + *word;
        *(at - 1) = segments;
        at = words.erase(at, end + 1);
    }
}

bool has_program(const Encapsulation* encapsulation) {
    return encapsulation != nullptr && (encapsulation->type == "bpf" || encapsulation->type == "seg6local") &&
           std::ranges::any_of(encapsulation->fields, [](const Field& field) {
               return field.key == "in" || field.key == "out" || field.key == "xmit" || field.key == "endpoint";
           });
}

/// The words without a pair that `ip` prints and does not read.
void drop_pair(IpCommand& words, std::string_view keyword) {
    const auto found = std::ranges::find(words, keyword);
    if (found != words.end()) words.erase(found, found + 2);
}

}  // namespace

Result<IpCommand> ip_command(IpVerb verb, const Route& route) {
    constexpr std::string_view verbs[] = {"append", "replace", "del"};
    if (verb != IpVerb::del && route.family() == Family::ipv6 && route.metric == 0)
        return fail(ErrorKind::unsupported, "metric 0: only the kernel itself makes such a route");
    for (const NextHop& hop : route.next_hops)
        if (has_program(hop.encapsulation.get()))
            return fail(ErrorKind::unsupported, "the program of its encapsulation is known by name only");
    const Route plain = settable(route);
    IpCommand words = words_of(plain.to_string(numbers()));
    tell_table_and_scope(words, plain, (plain.type == RouteType::unicast ? 1 : 2) + (plain.from ? 2 : 0));
    join_segments(words);
    drop_lock_of_rto_min(words);
    IpCommand command = begin(route.family(), "route", verbs[static_cast<std::size_t>(verb)]);
    if (plain.is_default() && has_foreign_gateway(plain)) command.emplace(command.begin(), "-4");
    append(command, std::move(words));
    return command;
}

Result<IpCommand> ip_command(IpVerb verb, const Rule& rule) {
    if (rule.action == RuleAction::goto_ && !rule.goto_target)
        return fail(ErrorKind::unsupported, "a rule that leads nowhere cannot be added");
    Rule plain = rule;
    plain.iif_detached = plain.oif_detached = plain.unresolved = plain.l3mdev = false;
    const auto priority = std::exchange(plain.priority, std::nullopt);
    IpCommand command = begin(rule.family, "rule", verb == IpVerb::del ? "del" : "add");
    if (priority) append(command, {"priority", std::to_string(*priority)});
    IpCommand words = words_of(plain.to_string(numbers(), true));
    // So its printer says where there is no name, and its reader takes a number alone.
    constexpr std::string_view nameless = "ipproto-";
    for (std::string& word : words)
        if (word.starts_with(nameless)) word.erase(0, nameless.size());
    append(command, std::move(words));
    if (rule.l3mdev) command.emplace_back("l3mdev");
    // The kernel never told the address that its packets got.
    if (rule.action == RuleAction::nat) {
        std::erase(command, to_string(rule.action));
        append(command, {"nat", "0.0.0.0"});
    }
    return command;
}

Result<IpCommand> ip_command(IpVerb verb, const NexthopObject& object, Family family) {
    if (verb == IpVerb::del) return IpCommand{"nexthop", "del", "id", std::to_string(object.id)};
    if (has_program(object.hop.encapsulation.get()))
        return fail(ErrorKind::unsupported, "the program of its encapsulation is known by name only");
    NexthopObject plain = object;
    keep_settable(plain.hop);
    plain.scope = scope_universe;
    IpCommand words = words_of(plain.to_string(numbers()));
    drop_pair(words, "unbalanced_time");
    join_segments(words);
    const bool tells_family = object.hop.gateway || !object.group.empty();
    IpCommand command = begin(tells_family ? Family::ipv4 : family, "nexthop", usual_word(verb));
    append(command, std::move(words));
    return command;
}

Result<IpCommand> ip_command(IpVerb verb, const Neighbor& neighbor) {
    IpCommand command{"neighbor", verb == IpVerb::del ? "del" : "replace"};
    if (neighbor.is_proxy()) command.emplace_back("proxy");
    append(command, {neighbor.address.to_string(), "dev", neighbor.device});
    if (verb == IpVerb::del) return command;
    if (neighbor.mac) append(command, {"lladdr", neighbor.mac->to_string(neighbor.link_type)});
    if (!neighbor.is_proxy()) {
        const auto states = neighbor_state_names(neighbor.state);
        append(command, {"nud", states.empty() ? "none" : in_lower_case(states.front())});
    }
    if (neighbor.is_router()) command.emplace_back("router");
    if (neighbor.is_externally_learned()) command.emplace_back("extern_learn");
    if (neighbor.is_managed()) command.emplace_back("managed");
    if (neighbor.protocol) append(command, {"protocol", std::to_string(*neighbor.protocol)});
    return command;
}

Result<IpCommand> ip_command(IpVerb verb, const AddressLabelRecord& label) {
    IpCommand command{"addrlabel", verb == IpVerb::del ? "del" : "add", "prefix", label.prefix.to_string(),
                      "label",     std::to_string(label.label)};
    if (!label.device.empty()) append(command, {"dev", label.device});
    return command;
}

}  // namespace snet
