#include "lib/stack/on_link.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <vector>

#include "lib/lookup/rules.hpp"
#include "lib/records/route_numbers.hpp"
#include "lib/records/route_type.hpp"
#include "snet/stack_records.hpp"

namespace snet {

namespace {

bool leads_through(const NextHop& hop, const std::string& device) {
    return (hop.flags & hop_dead) == 0 && (device.empty() || hop.device == device);
}

// Whether look-up stops at the route.
bool answers(const Route& route, const GatewayQuestion& question) {
    if (route.tos != 0) return false;
    if (route.family() == Family::ipv4 && route.scope < question.scope) return false;
    // Of IPv6 a blackhole that is a next-hop object has no device that could be another one.
    if (route.family() == Family::ipv6 && route.type == RouteType::blackhole && route.nexthop_id) return true;
    return (leads_nowhere(route.type) && route.family() == Family::ipv4) ||
           std::ranges::any_of(route.next_hops,
                               [&](const NextHop& hop) { return leads_through(hop, question.device); });
}

OnLink::Way way_of(const Route& route, const std::string& device) {
    const auto hop =
        std::ranges::find_if(route.next_hops, [&](const NextHop& one) { return leads_through(one, device); });
    const bool has_hop = hop != route.next_hops.end();
    return {route.type, has_hop ? hop->device : "", has_hop && hop->gateway.has_value(), route.destination};
}

// The ways that prefixes tell to a gateway.
class Ways {
  public:
    explicit Ways(const GatewayQuestion& question) : question_(question) {}

    void offer(const Route& route) {
        if (!route.destination.contains(question_.gateway)) return;
        Node& node = nodes_[route.destination.length()];
        node.is_for_some |= route.from.has_value();
        if (route.from && !route.from->contains(question_.source.value_or(IpAddress::unspecified(Family::ipv6))))
            return;
        // Of one prefix the first, which has the lowest metric.
        const unsigned sources = route.from ? route.from->length() : 0;
        std::optional<OnLink::Way>& way = node.ways[sources];
        if (!way && answers(route, question_)) way = way_of(route, question_.device);
    }

    /// Of the longest prefix, and there of that for the fewest sources. In IPv6 routes for other sources hide those for
    /// all of their prefix, as they do for packets: where look-up comes first, not where it comes back to, since what
    /// was longer was of no use.
    std::optional<OnLink::Way> best() const {
        bool is_first = true;
        for (const auto& [length, node] : nodes_) {
            const bool is_for_this = !node.ways.empty() && node.ways.begin()->first != 0;
            if (is_first && node.is_for_some && !is_for_this && length != 0) continue;
            for (const auto& [sources, way] : node.ways)
                if (way) return way;
            is_first &= node.ways.empty();
        }
        return std::nullopt;
    }

  private:
    struct Node {
        bool is_for_some = false;
        // By the length of their block of sources; none: they are of no use.
        std::map<unsigned, std::optional<OnLink::Way>, std::greater<>> ways;
    };

    const GatewayQuestion& question_;
    std::map<unsigned, Node, std::greater<>> nodes_;  // by length
};

}  // namespace

Result<bool> OnLink::is_merged() {
    if (!is_merged_) {
        const auto fib4 = StackRecords(stack_).fib4();
        if (!fib4) return std::unexpected(fib4.error());
        is_merged_ = *fib4 == Fib4::merged;
    }
    return *is_merged_;
}

Result<std::optional<OnLink::Way>> OnLink::in_table(const GatewayQuestion& question, std::uint32_t table) {
    const Family family = question.gateway.family();
    Ways ways(question);
    const auto offer = [&](const Route& route) {
        ways.offer(route);
        return Next::go_on;
    };
    std::vector<std::uint32_t> tables{table};
    if (family == Family::ipv4 && (table == table_main || table == table_local)) {
        const auto merged = is_merged();
        if (!merged) return std::unexpected(merged.error());
        // At equal length the local ones come first.
        if (*merged) tables = {table_local, table_main};
    }
    for (const std::uint32_t one : tables)
        if (auto done = stack_.each_route({.family = family, .table = one, .device = {}}, offer); !done)
            return std::unexpected(std::move(done.error()));
    return ways.best();
}

Result<std::optional<OnLink::Way>> OnLink::by_rules(const GatewayQuestion& question) {
    const auto rules = stack_.rules(question.gateway.family());
    if (!rules) return std::unexpected(rules.error());
    std::optional<Way> way;
    std::optional<Error> error;
    GatewayQuestion bare = question;
    bare.source.reset();
    const auto look_up = [&](std::uint32_t table) -> std::optional<Match> {
        auto found = in_table(bare, table);
        if (!found) {
            error = found.error();
            return Match{.type = RouteType::unreachable, .table = {}};
        }
        // A throw of IPv6 leads to the next rule for packets only, not here.
        const bool is_throw = *found && (*found)->type == RouteType::throw_;
        if (!*found || (is_throw && question.gateway.is_ipv4())) return std::nullopt;
        way = **found;
        return Match{.type = way->type, .refusal = Refusal::none, .table = table};
    };
    const Packet packet{.destination = question.gateway, .source = {}, .iif = "lo", .oif = question.device};
    apply_rules(*rules, packet, nullptr, look_up, [&](const Rule& rule, const Match&) {
        const bool is_suppressed =
            rule.suppress_prefix_length && way->destination.length() <= *rule.suppress_prefix_length;
        if (is_suppressed) way.reset();
        return is_suppressed;
    });
    if (error) return std::unexpected(std::move(*error));
    return way;
}

Result<RouteType> OnLink::type_of(const IpAddress& address) {
    constexpr IpAddress everyone(IpAddress::Bytes4{0xff, 0xff, 0xff, 0xff});
    if (address.is_multicast()) return RouteType::multicast;
    if (address == everyone) return RouteType::broadcast;
    const GatewayQuestion question{.gateway = address, .device = {}};
    const auto way = in_table(question, table_local);
    if (!way) return std::unexpected(way.error());
    // What leads nowhere tells nothing.
    return *way && !leads_nowhere((*way)->type) ? (*way)->type : RouteType::unicast;
}

}  // namespace snet
