#include <algorithm>
#include <utility>

#include "lib/records/encapsulation_text.hpp"
#include "lib/records/keywords.hpp"
#include "lib/records/named_values.hpp"
#include "lib/records/prefix_text.hpp"
#include "lib/records/route_words.hpp"
#include "lib/records/time_text.hpp"
#include "lib/values/number_text.hpp"

namespace snet {

namespace {

/// A route being read. Its family is that of the first address; the caller's where the text has none.
struct Draft {
    const Names& names;
    Family family_if_open;
    Route route{};
    std::optional<Family> family;
    std::optional<Prefix> destination;  ///< none while it is "default" and the family is open
    bool has_destination = false;
    NextHop single{};  ///< the way out that stands in the route's own words
    bool has_single = false;
    std::uint32_t seen_metrics = 0;  ///< a bit for each RTAX_*

    bool in_hops() const { return !route.next_hops.empty(); }

    NextHop& hop() {
        has_single = has_single || !in_hops();
        return in_hops() ? route.next_hops.back() : single;
    }
};

constexpr std::string_view word_of_hop = "a word of a next hop or nexthop";

Result<void> claim(WordReader& words, Draft& draft, Family family) {
    if (draft.family.value_or(family) == family) {
        draft.family = family;
        return {};
    }
    const bool is_ipv4 = *draft.family == Family::ipv4;
    return words.fail_expecting(is_ipv4 ? "an IPv4 address, as the route's other addresses are"
                                        : "an IPv6 address, as the route's other addresses are");
}

Result<Prefix> take_prefix(WordReader& words, Draft& draft, std::string_view word) {
    const auto prefix = parse_prefix(word, draft.family.value_or(draft.family_if_open));
    if (!prefix) return words.fail(prefix.error().message);
    if (has_open_family(word)) return *prefix;
    if (auto claimed = claim(words, draft, prefix->family()); !claimed) return std::unexpected(claimed.error());
    return *prefix;
}

Result<void> read_destination(WordReader& words, Draft& draft) {
    std::string_view word = words.take();
    if (const auto type = parse_route_type(word)) {
        draft.route.type = *type;
        if (auto next = store(words.value("a destination"), word); !next) return next;
    }
    if (word == "to")
        if (auto next = store(words.value("a destination"), word); !next) return next;
    draft.has_destination = true;
    if (is_everything(word)) return {};
    return store(take_prefix(words, draft, word), draft.destination);
}

Result<void> read_from(WordReader& words, Draft& draft) {
    const auto word = words.value("a source prefix");
    if (!word) return std::unexpected(word.error());
    if (is_everything(*word)) return {};
    const auto source = take_prefix(words, draft, *word);
    if (!source) return std::unexpected(source.error());
    if (source->family() == Family::ipv4)
        return words.fail_expecting("an IPv6 prefix; IPv4 routes have no source prefix");
    if (!source->is_all()) draft.route.from = *source;
    return {};
}

Result<void> read_via(WordReader& words, Draft& draft) {
    const auto gateway = read_gateway(words);
    if (!gateway) return std::unexpected(gateway.error());
    if (!gateway->tells_family)
        if (auto claimed = claim(words, draft, gateway->address.family()); !claimed) return claimed;
    draft.hop().gateway = gateway->address;
    return {};
}

Result<void> read_hop_device(WordReader& words, Draft& draft) {
    return store(read_device(words), draft.hop().device);
}

Result<void> read_hop_realms(WordReader& words, Draft& draft) {
    return store(read_realms(words, draft.names),
                 draft.in_hops() ? draft.route.next_hops.back().realms : draft.route.realms);
}

Result<void> read_encapsulation(WordReader& words, Draft& draft) {
    auto encapsulation = parse_encapsulation(words, draft.names);
    if (!encapsulation) return std::unexpected(encapsulation.error());
    draft.hop().encapsulation = std::make_shared<const Encapsulation>(std::move(*encapsulation));
    return {};
}

Result<void> read_weight(WordReader& words, Draft& draft) {
    constexpr std::string_view expected = "a weight of 1 to 256";
    const auto weight = words.number(expected, 256);
    if (weight && *weight == 0) return words.fail_expecting(expected);
    return store(weight, draft.hop().weight);
}

Result<bool> accept_flag(WordReader& words, Draft& draft) {
    const auto flags = flag_words();
    const auto flag = std::ranges::find(flags, words.peek(), &FlagWord::word);
    if (flag == flags.end()) return false;
    words.take();
    (draft.in_hops() ? draft.route.next_hops.back().flags : draft.route.flags) |= flag->flag;
    return true;
}

using Word = Keyword<Draft>;

/// What may stand behind `nexthop`.
constexpr Word hop_keywords[] = {
    {"via", read_via},          {"dev", read_hop_device},    {"weight", read_weight},
    {"realm", read_hop_realms}, {"realms", read_hop_realms}, {"encap", read_encapsulation},
};

Result<void> read_nexthop(WordReader& words, Draft& draft) {
    if (draft.has_single) return words.fail("nexthop: the route has a way out before it");
    draft.route.next_hops.emplace_back();
    auto read = read_known_keywords<Draft>(words, draft, hop_keywords, accept_flag);
    if (read && !words.at_end() && words.peek() != "nexthop") return words.fail_at_next(word_of_hop);
    return read;
}

Result<void> read_route_table(WordReader& words, Draft& draft) {
    const auto table = read_table(words, draft.names);
    // 0 is the kernel's "not given".
    if (!table || *table != 0) return store(table, draft.route.table);
    return {};
}

Result<void> read_route_protocol(WordReader& words, Draft& draft) {
    return store(read_protocol(words, draft.names), draft.route.protocol);
}

Result<void> read_route_scope(WordReader& words, Draft& draft) {
    return store(read_scope(words, draft.names), draft.route.scope);
}

Result<void> read_source(WordReader& words, Draft& draft) {
    const auto source = words.value_by("a source address", IpAddress::parse);
    if (!source) return std::unexpected(source.error());
    draft.route.prefsrc = *source;
    return claim(words, draft, source->family());
}

Result<void> read_priority(WordReader& words, Draft& draft) {
    return store(words.number("a metric", max32), draft.route.metric);
}

Result<void> read_tos(WordReader& words, Draft& draft) {
    return store(read_dsfield(words, draft.names), draft.route.tos);
}

Result<void> read_nexthop_id(WordReader& words, Draft& draft) {
    return store(words.number("the id of a next-hop object", max32), draft.route.nexthop_id);
}

Result<void> read_preference(WordReader& words, Draft& draft) {
    if (draft.family.value_or(Family::ipv6) == Family::ipv4) return words.fail("pref: only IPv6 routes have it");
    draft.family = Family::ipv6;
    return store(words.value_if("low, medium or high", parse_route_preference), draft.route.preference);
}

Result<void> read_expires(WordReader& words, Draft& draft) {
    const auto seconds = [](std::string_view word) {
        if (word.ends_with("sec")) word.remove_suffix(3);
        return parse_number(word, max32);
    };
    return store(words.value_if("seconds", seconds), draft.route.expires);
}

/// A negative errno, which `ip` prints as if it had no sign.
Result<void> read_error(WordReader& words, Draft& draft) {
    const auto number = [](std::string_view word) -> std::optional<std::int32_t> {
        const bool is_negative = word.starts_with('-');
        if (is_negative) word.remove_prefix(1);
        const auto digits = parse_number(word, is_negative ? 0x7fffffff : max32);
        if (!digits) return std::nullopt;
        const auto value = static_cast<std::int32_t>(static_cast<std::uint32_t>(*digits));
        return is_negative ? -value : value;
    };
    return store(words.value_if("the number of an error", number), draft.route.error);
}

Result<void> refuse_weight(WordReader& words, Draft&) {
    return words.fail("weight: only a hop after nexthop has one");
}

constexpr Word keywords[] = {
    {"via", read_via},
    {"dev", read_hop_device},
    {"proto", read_route_protocol},
    {"scope", read_route_scope},
    {"src", read_source},
    {"metric", read_priority},
    {"table", read_route_table},
    {"pref", read_preference},
    {"nexthop", read_nexthop, true},
    {"nhid", read_nexthop_id},
    {"from", read_from},
    {"tos", read_tos},
    {"realm", read_hop_realms},
    {"realms", read_hop_realms},
    {"encap", read_encapsulation},
    {"expires", read_expires},
    {"error", read_error},
    {"oif", read_hop_device},
    {"protocol", read_route_protocol},
    {"dsfield", read_tos},
    {"priority", read_priority},
    {"preference", read_priority},
    {"weight", refuse_weight},
};

/// `ecn`, and a number for what has no word.
Result<std::uint32_t> read_features(WordReader& words) {
    std::uint32_t features = 0;
    for (;;) {
        const auto bits = parse_number(words.peek(), max32);
        if (words.accept("ecn"))
            features |= feature_ecn;
        else if (words.accept("tcp_usec_ts"))
            features |= feature_tcp_usec_ts;
        else if (bits)
            features |= static_cast<std::uint32_t>(*bits), words.take();
        else if (features == 0)
            return words.fail_at_next("a feature: ecn");
        else
            return features;
    }
}

Result<std::uint32_t> read_metric_value(WordReader& words, const MetricWord& word) {
    switch (word.unit) {
        case MetricUnit::features:
            return read_features(words);
        case MetricUnit::time:
            return words.value_if("a time such as 10ms or 1.5s", [&word](std::string_view text) {
                return parse_time_metric(text, word.per_millisecond);
            });
        default:
            break;
    }
    const auto number = words.number("a number to " + std::to_string(word.maximum), word.maximum);
    if (!number) return std::unexpected(number.error());
    return static_cast<std::uint32_t>(*number);
}

Result<void> read_metric(WordReader& words, Draft& draft, const MetricWord& word) {
    if ((draft.seen_metrics >> word.id & 1) != 0) return words.fail_given_twice();
    draft.seen_metrics |= 1U << word.id;
    Route& route = draft.route;
    const bool is_locked = words.accept("lock");
    RouteMetric metric{word.id, 0, {}};
    if (word.unit == MetricUnit::text) {
        if (auto read = store(words.value("a name"), metric.text); !read) return read;
    } else if (auto read = store(read_metric_value(words, word), metric.value); !read) {
        return read;
    }
    if (is_locked) route.locked_metrics |= 1U << word.id;
    // The kernel keeps the lock alone.
    if (is_locked && word.unit != MetricUnit::text && metric.value == 0) return {};
    const auto after = std::ranges::upper_bound(route.metrics, word.id, {}, &RouteMetric::id);
    route.metrics.insert(after, std::move(metric));
    return {};
}

/// A flag, a metric, or the destination: what is none of these.
Result<bool> accept_other(WordReader& words, Draft& draft) {
    if (auto flag = accept_flag(words, draft); !flag || *flag) return flag;
    if (const MetricWord* metric = find_metric(words.peek())) {
        words.take();
        if (auto read = read_metric(words, draft, *metric); !read) return std::unexpected(read.error());
        return true;
    }
    if (draft.has_destination) return false;
    if (auto read = read_destination(words, draft); !read) return std::unexpected(read.error());
    return true;
}

/// One `nexthop` is the same as none: its words become the route's own. Not where a next-hop object stands behind it:
/// that is how the kernel tells of a group of one.
void finish_single(Draft& draft) {
    Route& route = draft.route;
    if (draft.has_single) route.next_hops.push_back(std::move(draft.single));
    if (route.next_hops.size() != 1) return;
    route.group_of_one = !draft.has_single && route.nexthop_id;
    if (route.group_of_one) return;
    NextHop& hop = route.next_hops.front();
    hop.weight = 1;
    route.flags |= hop.flags;
    hop.flags = route.flags & hop_flags;
    if (hop.realms) route.realms = std::exchange(hop.realms, std::nullopt);
}

}  // namespace

Result<Route> Route::parse(std::string_view text, Family family, const Names& names) {
    WordReader words(text);
    Draft draft{names, family};
    if (auto read = read_keywords<Draft>(words, draft, keywords, "a word of a route", accept_other); !read)
        return std::unexpected(read.error());
    if (!draft.has_destination) return words.fail_at_next("a destination");
    draft.route.destination = draft.destination.value_or(Prefix::all(draft.family.value_or(family)));
    finish_single(draft);
    for (const NextHop& hop : draft.route.next_hops)
        if ((hop.encapsulation || !draft.has_single) && !hop.gateway && hop.device.empty())
            return words.fail_at_next("via or dev of a next hop");
    return std::move(draft.route);
}

}  // namespace snet
