#include <algorithm>
#include <vector>

#include "lib/lookup/forwarding_tables.hpp"
#include "lib/lookup/route_trace.hpp"
#include "lib/records/route_numbers.hpp"

namespace snet {

namespace {

using Fate = Trace::RouteFate;
using Routes = std::span<const Route>;

bool refuses(RouteType type) {
    return type == RouteType::blackhole || type == RouteType::unreachable || type == RouteType::prohibit;
}

// Routes of one prefix for the same sources, in their order.
struct Leaf {
    const RouteTable::Node* node;
    Routes routes;
};

Routes same_source(Routes routes) {
    const auto end = std::ranges::find_if(routes, [&](const Route& one) { return one.from != routes.front().from; });
    return routes.first(static_cast<std::size_t>(end - routes.begin()));
}

bool is_for(const Route& route, const std::optional<IpAddress>& source) {
    return !route.from || route.from->contains(source.value_or(IpAddress::unspecified(Family::ipv6)));
}

// The leaves of a prefix that the source may use: those for the longest block of sources first, those for all last.
void add_leaves(const RouteTable& table, const RouteTable::Node& node, const Packet& packet, RouteTrace& past,
                std::vector<Leaf>& leaves) {
    for (Routes rest = table.routes(node); !rest.empty();) {
        const Routes group = same_source(rest);
        rest = rest.subspan(group.size());
        if (is_for(group.front(), packet.source))
            leaves.push_back({&node, group});
        else
            for (const Route& route : group)
                past.note(route, Fate::from);
    }
}

// fib6_node_lookup: the first leaf is one for the source, where its prefix has routes for some sources only: these hide
// the plain ones. Not so below ::/0, nor on the way back.
std::vector<Leaf> leaves_of(const RouteTable& table, const Packet& packet, RouteTrace& past) {
    std::vector<Leaf> leaves;
    for (const auto* node = table.longest(packet.destination); node; node = table.shorter(*node)) {
        const bool is_first = leaves.empty();
        add_leaves(table, *node, packet, past, leaves);
        const bool is_hidden = is_first && !leaves.empty() && !leaves.front().routes.front().from &&
                               table.routes(*node).front().from && !node->prefix.is_all();
        if (!is_hidden) continue;
        for (const Route& route : leaves.front().routes)
            past.note(route, Fate::from);
        leaves.clear();
    }
    return leaves;
}

// Which route of a leaf, by rt6_select and what it calls.
class Selection {
  public:
    Selection(const ForwardingTables& tables, std::string_view oif, bool strict, bool reachable)
        : tables_(tables), oif_(oif), strict_(strict), reachable_(reachable) {}

    /// Of the lowest metric the best; if none of those will do, the best of all others, whatever their metric.
    bool select(Routes routes) {
        const auto same_metric = std::ranges::find_if(
            routes, [&](const Route& one) { return one.metric.value_or(0) != routes.front().metric.value_or(0); });
        const auto count = static_cast<std::size_t>(same_metric - routes.begin());
        consider(routes.first(count));
        if (!route_) consider(routes.subspan(count));
        return route_ != nullptr;
    }

    const Route* route() const { return route_; }
    const NextHop* hop() const { return hop_; }

  private:
    void consider(Routes routes) {
        for (const Route& route : routes) {
            if (route.type == RouteType::blackhole && route.nexthop_id) {
                take(route, nullptr);
                return;
            }
            if (route.next_hops.empty()) consider(route, nullptr);
            for (const NextHop& hop : route.next_hops)
                if (consider(route, &hop) && route.nexthop_id) break;
        }
    }

    bool consider(const Route& route, const NextHop* hop) {
        const auto its = score(route, hop);
        if (!its || (best_ && *its <= *best_)) return false;
        best_ = its;
        take(route, hop);
        return true;
    }

    void take(const Route& route, const NextHop* hop) {
        route_ = &route;
        hop_ = hop;
    }

    // rt6_score_route. A refusing route leads to lo where it names no device.
    std::optional<unsigned> score(const Route& route, const NextHop* hop) const {
        const std::string& device = hop ? hop->device : tables_.loopback;
        if (hop && !is_alive(*hop)) return std::nullopt;
        const bool is_wanted = oif_.empty() || device == oif_;
        if (!is_wanted && strict_) return std::nullopt;
        if (reachable_ && hop && hop->gateway && tables_.neighbor(device, *hop->gateway) == NeighborState::failed)
            return std::nullopt;
        const unsigned preference = (route.preference.value_or(0) & 3u) ^ 2u;
        return preference << 2 | (is_wanted ? 2u : 0u);
    }

    bool is_alive(const NextHop& hop) const {
        if ((hop.flags & hop_dead) != 0) return false;
        if ((hop.flags & hop_linkdown) == 0) return true;
        const Device* const device = tables_.device(hop.device);
        return !device || !device->ignores_linkdown_ipv6;
    }

    const ForwardingTables& tables_;
    std::string_view oif_;
    bool strict_;
    bool reachable_;
    std::optional<unsigned> best_;
    const Route* route_ = nullptr;
    const NextHop* hop_ = nullptr;
};

}  // namespace

std::optional<Match> look_up_table_ipv6(const ForwardingTables& tables, std::uint32_t number, const Packet& packet,
                                        std::string_view oif, bool strict, Trace* trace) {
    const RouteTable* const table = tables.table(Family::ipv6, number);
    if (!table) return std::nullopt;
    RouteTrace past(trace, *table);
    const auto leaves = leaves_of(*table, packet, past);
    // A host looks for a way whose gateway is not known to be gone, and takes any if there is none.
    for (const bool reachable : {true, false}) {
        if (reachable && tables.settings.forwards_ipv6) continue;
        for (const Leaf& leaf : leaves) {
            Selection selection(tables, oif, strict, reachable);
            if (!selection.select(leaf.routes)) continue;
            const Route& route = *selection.route();
            if (route.type == RouteType::throw_) return past.throws(route), std::nullopt;
            past.chosen(*leaf.node, route);
            const Refusal refusal = refuses(route.type) ? Refusal::route : Refusal::none;
            return Match{route.type, refusal, &route, selection.hop(), nullptr, number};
        }
    }
    return std::nullopt;
}

}  // namespace snet
