#include <algorithm>
#include <iterator>
#include <utility>

#include "lib/records/encapsulation_text.hpp"
#include "lib/records/prefix_text.hpp"
#include "lib/records/realm_text.hpp"
#include "lib/records/route_words.hpp"
#include "lib/records/time_text.hpp"
#include "lib/records/word_reader.hpp"
#include "lib/values/number_text.hpp"

namespace snet {

namespace {

/// Reads one route. The family is that of the first address; the caller's where the text has none.
class RouteReader {
  public:
    RouteReader(std::string_view text, Family family, const Names& names)
        : words_(text), names_(names), family_if_open_(family) {}

    Result<Route> read();

  private:
    using Read = Result<void> (RouteReader::*)();
    struct Keyword {
        std::string_view word;
        Read read;
        bool of_hop = false;  ///< may stand after `nexthop` too
    };
    static const Keyword keywords[];
    static const Keyword* find_keyword(std::string_view word);

    Result<void> read_word();
    Result<void> read_keyword(const Keyword& keyword);
    Result<void> read_metric(const MetricWord& word);
    Result<std::uint32_t> metric_value(const MetricWord& word);
    Result<std::uint32_t> features();
    Result<void> destination();
    Result<Prefix> prefix(std::string_view word);
    Result<void> claim(Family family);
    Result<Route> finish();
    void finish_single();

    Result<void> from();
    Result<void> via();
    Result<void> device();
    Result<void> weight();
    Result<void> realms();
    Result<void> encapsulation();
    Result<void> nexthop();
    Result<void> table();
    Result<void> protocol();
    Result<void> scope();
    Result<void> source();
    Result<void> priority();
    Result<void> tos();
    Result<void> nexthop_id();
    Result<void> preference();
    Result<void> expires();
    Result<void> error();

    bool in_hops() const { return !route_.next_hops.empty(); }
    NextHop& hop() {
        has_single_ = has_single_ || !in_hops();
        return in_hops() ? route_.next_hops.back() : single_;
    }

    WordReader words_;
    const Names& names_;
    Family family_if_open_;
    std::optional<Family> family_;
    Route route_;
    std::optional<Prefix> destination_;  ///< none while it is "default" and the family is open
    bool has_destination_ = false;
    NextHop single_;  ///< the way out that stands in the route's own words
    bool has_single_ = false;
    std::uint64_t seen_ = 0;          ///< a bit for each keyword
    std::uint32_t seen_metrics_ = 0;  ///< a bit for each RTAX_*
};

const RouteReader::Keyword RouteReader::keywords[] = {
    {"via", &RouteReader::via, true},
    {"dev", &RouteReader::device, true},
    {"proto", &RouteReader::protocol},
    {"scope", &RouteReader::scope},
    {"src", &RouteReader::source},
    {"metric", &RouteReader::priority},
    {"table", &RouteReader::table},
    {"pref", &RouteReader::preference},
    {"nexthop", &RouteReader::nexthop, true},
    {"weight", &RouteReader::weight, true},
    {"nhid", &RouteReader::nexthop_id},
    {"from", &RouteReader::from},
    {"tos", &RouteReader::tos},
    {"realm", &RouteReader::realms, true},
    {"realms", &RouteReader::realms, true},
    {"encap", &RouteReader::encapsulation, true},
    {"expires", &RouteReader::expires},
    {"error", &RouteReader::error},
    {"oif", &RouteReader::device},
    {"protocol", &RouteReader::protocol},
    {"dsfield", &RouteReader::tos},
    {"priority", &RouteReader::priority},
    {"preference", &RouteReader::priority},
};

const RouteReader::Keyword* RouteReader::find_keyword(std::string_view word) {
    const auto found = std::ranges::find(keywords, word, &Keyword::word);
    return found == std::end(keywords) ? nullptr : found;
}

Result<void> RouteReader::claim(Family family) {
    if (family_.value_or(family) == family) {
        family_ = family;
        return {};
    }
    const bool is_ipv4 = *family_ == Family::ipv4;
    return words_.fail_expecting(is_ipv4 ? "an IPv4 address, as the route's other addresses are"
                                         : "an IPv6 address, as the route's other addresses are");
}

Result<Prefix> RouteReader::prefix(std::string_view word) {
    const auto prefix = parse_prefix(word, family_.value_or(family_if_open_));
    if (!prefix) return words_.fail(prefix.error().message);
    if (has_open_family(word)) return *prefix;
    if (auto claimed = claim(prefix->family()); !claimed) return std::unexpected(claimed.error());
    return *prefix;
}

Result<void> RouteReader::destination() {
    std::string_view word = words_.take();
    if (const auto type = parse_route_type(word)) {
        route_.type = *type;
        const auto next = words_.value("a destination");
        if (!next) return std::unexpected(next.error());
        word = *next;
    }
    if (word == "to") {
        const auto next = words_.value("a destination");
        if (!next) return std::unexpected(next.error());
        word = *next;
    }
    has_destination_ = true;
    if (is_everything(word)) return {};
    return store(prefix(word), destination_);
}

Result<void> RouteReader::from() {
    const auto word = words_.value("a source prefix");
    if (!word) return std::unexpected(word.error());
    if (is_everything(*word)) return {};
    const auto source = prefix(*word);
    if (!source) return std::unexpected(source.error());
    if (source->family() == Family::ipv4)
        return words_.fail_expecting("an IPv6 prefix; IPv4 routes have no source prefix");
    if (!source->is_all()) route_.from = *source;
    return {};
}

Result<void> RouteReader::via() {
    const bool is_inet = words_.accept("inet");
    const bool is_inet6 = !is_inet && words_.accept("inet6");
    const auto gateway = words_.value_by("a gateway", IpAddress::parse);
    if (!gateway) return std::unexpected(gateway.error());
    if (is_inet && !gateway->is_ipv4()) return words_.fail_expecting("an IPv4 address after inet");
    if (is_inet6 && !gateway->is_ipv6()) return words_.fail_expecting("an IPv6 address after inet6");
    if (!is_inet && !is_inet6)
        if (auto claimed = claim(gateway->family()); !claimed) return claimed;
    hop().gateway = *gateway;
    return {};
}

Result<void> RouteReader::device() {
    return store(words_.value("a device"), hop().device);
}

Result<void> RouteReader::weight() {
    if (!in_hops()) return words_.fail("weight: only a hop after nexthop has one");
    constexpr std::string_view expected = "a weight of 1 to 256";
    const auto weight = words_.number(expected, 256);
    if (weight && *weight == 0) return words_.fail_expecting(expected);
    return store(weight, hop().weight);
}

Result<void> RouteReader::realms() {
    return store(words_.value_if("realms [FROM/]TO", [&](std::string_view text) { return parse_realms(text, names_); }),
                 in_hops() ? hop().realms : route_.realms);
}

Result<void> RouteReader::encapsulation() {
    auto encapsulation = parse_encapsulation(words_, names_);
    if (!encapsulation) return std::unexpected(encapsulation.error());
    hop().encapsulation = std::make_shared<const Encapsulation>(std::move(*encapsulation));
    return {};
}

Result<void> RouteReader::nexthop() {
    if (has_single_) return words_.fail("nexthop: the route has a way out before it");
    route_.next_hops.emplace_back();
    for (std::size_t i = 0; i < std::size(keywords); ++i)
        if (keywords[i].of_hop) seen_ &= ~(std::uint64_t{1} << i);
    return {};
}

Result<void> RouteReader::table() {
    const auto table = words_.value_by("a table", [this](std::string_view word) { return names_.parse_table(word); });
    // 0 is the kernel's "not given".
    if (!table || *table != 0) return store(table, route_.table);
    return {};
}

Result<void> RouteReader::protocol() {
    return store(words_.value_by("a protocol", [this](std::string_view word) { return names_.parse_protocol(word); }),
                 route_.protocol);
}

Result<void> RouteReader::scope() {
    return store(words_.value_by("a scope", [this](std::string_view word) { return names_.parse_scope(word); }),
                 route_.scope);
}

Result<void> RouteReader::source() {
    const auto source = words_.value_by("a source address", IpAddress::parse);
    if (!source) return std::unexpected(source.error());
    route_.prefsrc = *source;
    return claim(source->family());
}

Result<void> RouteReader::priority() {
    return store(words_.number("a metric", max32), route_.metric);
}

Result<void> RouteReader::tos() {
    return store(words_.value_by("a tos", [this](std::string_view word) { return names_.parse_dsfield(word); }),
                 route_.tos);
}

Result<void> RouteReader::nexthop_id() {
    return store(words_.number("the id of a next-hop object", max32), route_.nexthop_id);
}

Result<void> RouteReader::preference() {
    if (family_.value_or(Family::ipv6) == Family::ipv4) return words_.fail("pref: only IPv6 routes have it");
    family_ = Family::ipv6;
    return store(words_.value_if("low, medium or high", parse_route_preference), route_.preference);
}

Result<void> RouteReader::expires() {
    const auto seconds = [](std::string_view word) {
        if (word.ends_with("sec")) word.remove_suffix(3);
        return parse_number(word, max32);
    };
    return store(words_.value_if("seconds", seconds), route_.expires);
}

/// A negative errno, which `ip` prints as if it had no sign.
Result<void> RouteReader::error() {
    const auto number = [](std::string_view word) -> std::optional<std::int32_t> {
        const bool is_negative = word.starts_with('-');
        if (is_negative) word.remove_prefix(1);
        const auto digits = parse_number(word, is_negative ? 0x7fffffff : max32);
        if (!digits) return std::nullopt;
        const auto value = static_cast<std::int32_t>(static_cast<std::uint32_t>(*digits));
        return is_negative ? -value : value;
    };
    return store(words_.value_if("the number of an error", number), route_.error);
}

/// `ecn`, and a number for what has no word.
Result<std::uint32_t> RouteReader::features() {
    std::uint32_t features = 0;
    for (;;) {
        const auto bits = parse_number(words_.peek(), max32);
        if (words_.accept("ecn"))
            features |= feature_ecn;
        else if (words_.accept("tcp_usec_ts"))
            features |= feature_tcp_usec_ts;
        else if (bits)
            features |= static_cast<std::uint32_t>(*bits), words_.take();
        else if (features == 0)
            return words_.fail_at_next("a feature: ecn");
        else
            return features;
    }
}

Result<std::uint32_t> RouteReader::metric_value(const MetricWord& word) {
    switch (word.unit) {
        case MetricUnit::features:
            return features();
        case MetricUnit::time:
            return words_.value_if("a time such as 10ms or 1.5s", [&word](std::string_view text) {
                return parse_time_metric(text, word.per_millisecond);
            });
        default:
            break;
    }
    const auto number = words_.number("a number to " + std::to_string(word.maximum), word.maximum);
    if (!number) return std::unexpected(number.error());
    return static_cast<std::uint32_t>(*number);
}

Result<void> RouteReader::read_metric(const MetricWord& word) {
    if ((seen_metrics_ >> word.id & 1) != 0) return words_.fail(std::string(word.word) + ": given twice");
    seen_metrics_ |= 1U << word.id;
    const bool is_locked = words_.accept("lock");
    RouteMetric metric{word.id, 0, {}};
    if (word.unit == MetricUnit::text) {
        if (auto read = store(words_.value("a name"), metric.text); !read) return read;
    } else if (auto read = store(metric_value(word), metric.value); !read) {
        return read;
    }
    if (is_locked) route_.locked_metrics |= 1U << word.id;
    // The kernel keeps the lock alone.
    if (is_locked && word.unit != MetricUnit::text && metric.value == 0) return {};
    const auto after = std::ranges::upper_bound(route_.metrics, word.id, {}, &RouteMetric::id);
    route_.metrics.insert(after, std::move(metric));
    return {};
}

Result<void> RouteReader::read_keyword(const Keyword& keyword) {
    if (in_hops() && !keyword.of_hop) return words_.fail_expecting("a word of a next hop, the last of a route's words");
    // Two words for one thing share the bit of the first.
    const auto first = std::ranges::find(keywords, keyword.read, &Keyword::read);
    const std::uint64_t bit = std::uint64_t{1} << (first - std::begin(keywords));
    if ((seen_ & bit) != 0) return words_.fail(std::string(keyword.word) + ": given twice");
    if (keyword.read != &RouteReader::nexthop) seen_ |= bit;
    return (this->*keyword.read)();
}

Result<void> RouteReader::read_word() {
    const std::string_view word = words_.peek();
    if (!has_destination_ && word.front() >= '0' && word.front() <= '9') return destination();
    if (const Keyword* keyword = find_keyword(word)) {
        words_.take();
        return read_keyword(*keyword);
    }
    const auto flags = flag_words();
    if (const auto flag = std::ranges::find(flags, word, &FlagWord::word); flag != flags.end()) {
        words_.take();
        (in_hops() ? route_.next_hops.back().flags : route_.flags) |= flag->flag;
        return {};
    }
    if (const MetricWord* metric = in_hops() ? nullptr : find_metric(word)) {
        words_.take();
        return read_metric(*metric);
    }
    if (!has_destination_ && !in_hops()) return destination();
    words_.take();
    return words_.fail_expecting(in_hops() ? "a word of a next hop or nexthop" : "a word of a route");
}

/// One `nexthop` is the same as none: its words become the route's own. Not where a next-hop object stands behind it:
/// that is how the kernel tells of a group of one.
void RouteReader::finish_single() {
    if (has_single_) route_.next_hops.push_back(std::move(single_));
    if (route_.next_hops.size() != 1) return;
    route_.group_of_one = !has_single_ && route_.nexthop_id;
    if (route_.group_of_one) return;
    NextHop& hop = route_.next_hops.front();
    hop.weight = 1;
    route_.flags |= hop.flags;
    hop.flags = route_.flags & hop_flags;
    if (hop.realms) route_.realms = std::exchange(hop.realms, std::nullopt);
}

Result<Route> RouteReader::finish() {
    if (!has_destination_) return words_.fail_at_next("a destination");
    const Family family = family_.value_or(family_if_open_);
    route_.destination = destination_.value_or(Prefix::all(family));
    finish_single();
    for (const NextHop& hop : route_.next_hops)
        if ((hop.encapsulation || !has_single_) && !hop.gateway && hop.device.empty())
            return words_.fail_at_next("via or dev of a next hop");
    return std::move(route_);
}

Result<Route> RouteReader::read() {
    while (!words_.at_end())
        if (auto read = read_word(); !read) return std::unexpected(read.error());
    return finish();
}

}  // namespace

Result<Route> Route::parse(std::string_view text, Family family, const Names& names) {
    return RouteReader(text, family, names).read();
}

}  // namespace snet
