#include <algorithm>
#include <vector>

#include "lib/lookup/flow_hash.hpp"
#include "lib/lookup/forwarding_tables.hpp"
#include "lib/records/route_numbers.hpp"
#include "lib/records/route_type.hpp"

namespace snet {

namespace {

using Fate = Trace::RouteFate;
using Routes = std::span<const Route>;

// Those of one prefix for the same sources, in their order.
using Leaf = Routes;

Routes same_source(Routes routes) {
    const auto end = std::ranges::find_if(routes, [&](const Route& one) { return one.from != routes.front().from; });
    return routes.first(static_cast<std::size_t>(end - routes.begin()));
}

bool is_for(const Route& route, const std::optional<IpAddress>& source) {
    return !route.from || route.from->contains(source.value_or(IpAddress::unspecified(Family::ipv6)));
}

// The leaves of a prefix that the source may use: those for the longest block of sources first, those for all last.
void add_leaves(const RouteTable& table, const RouteTable::Node& node, const Packet& packet,
                std::vector<Leaf>& leaves) {
    for (Routes rest = table.routes(node); !rest.empty();) {
        const Routes group = same_source(rest);
        rest = rest.subspan(group.size());
        if (is_for(group.front(), packet.source)) leaves.push_back(group);
    }
}

// fib6_node_lookup: the first leaf is one for the source, where its prefix has routes for some sources only: these hide
// the plain ones. Not so below ::/0, nor on the way back.
std::vector<Leaf> leaves_of(const RouteTable& table, const Packet& packet) {
    std::vector<Leaf> leaves;
    for (const auto* node = table.longest(packet.destination); node; node = table.shorter(*node)) {
        const bool is_first = leaves.empty();
        add_leaves(table, *node, packet, leaves);
        const bool is_hidden = is_first && !leaves.empty() && !leaves.front().front().from &&
                               table.routes(*node).front().from && !node->prefix.is_all();
        if (is_hidden) leaves.clear();
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

    /// Of several hops takes the packet's share, unless it has to leave by some device (fib6_select_path).
    void spread(const Packet& packet) {
        if (route_->next_hops.size() < 2 || !oif_.empty()) return;
        if (const NextHop* const hop = hop_of_flow(
                route_->next_hops, packet, [&](const NextHop& one) { return score(*route_, &one).has_value(); }))
            hop_ = hop;
    }

    /// Why a route is not the one that was selected: it is not to be taken, or another goes first.
    Fate obstacle(const Route& route) const {
        bool is_alive_at_all = route.next_hops.empty() && leads_nowhere(route.type), is_wanted_at_all = false;
        if (is_alive_at_all && score(route, nullptr)) return Fate::metric;
        for (const NextHop& hop : route.next_hops) {
            if (score(route, &hop)) return Fate::metric;
            is_alive_at_all |= is_alive(hop);
            is_wanted_at_all |= is_alive(hop) && !is_elsewhere(hop.device);
        }
        return !is_alive_at_all ? Fate::dead : is_wanted_at_all ? Fate::unreachable : Fate::device;
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
            if (route.next_hops.empty() && leads_nowhere(route.type)) consider(route, nullptr);
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
        if (is_elsewhere(device)) return std::nullopt;
        if (reachable_ && hop && hop->gateway && tables_.neighbor(device, *hop->gateway) == NeighborState::failed)
            return std::nullopt;
        const unsigned preference = (route.preference.value_or(0) & 3u) ^ 2u;
        return preference << 2 | (oif_.empty() || device == oif_ ? 2u : 0u);
    }

    bool is_elsewhere(const std::string& device) const { return strict_ && !oif_.empty() && device != oif_; }

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

bool is_among(std::span<const Leaf> leaves, const Route& route) {
    return std::ranges::any_of(leaves,
                               [&](Leaf leaf) { return &route >= leaf.data() && &route < leaf.data() + leaf.size(); });
}

// What became of the routes that hold the address, the longest prefix first: up to a throw, or all.
void trace_table(Trace* trace, const RouteTable& table, const Packet& packet, std::span<const Leaf> leaves,
                 const Selection& selection) {
    if (!trace) return;
    const Route* const taken = selection.route();
    bool is_behind = false;
    for (const auto* node = table.longest(packet.destination); node; node = table.shorter(*node)) {
        bool is_taken = false;
        for (const Route& route : table.routes(*node)) {
            is_taken |= &route == taken;
            const Fate fate = &route == taken            ? Fate::chosen
                              : !is_among(leaves, route) ? Fate::from
                              : is_behind                ? Fate::shorter
                                                         : selection.obstacle(route);
            const bool throws = &route == taken && route.type == RouteType::throw_;
            trace->routes.push_back({&route, throws ? Fate::throws : fate});
        }
        if (is_taken && taken->type == RouteType::throw_) return;
        is_behind |= is_taken;
    }
}

}  // namespace

std::optional<Match> look_up_table_ipv6(const ForwardingTables& tables, std::uint32_t number, const Packet& packet,
                                        std::string_view oif, bool strict, Trace* trace) {
    const RouteTable* const table = tables.table(Family::ipv6, number);
    if (!table) return std::nullopt;
    const auto leaves = leaves_of(*table, packet);
    // A host looks for a way whose gateway is not known to be gone, and takes any if there is none.
    for (const bool reachable : {true, false}) {
        if (reachable && tables.settings.forwards_ipv6) continue;
        for (const Leaf leaf : leaves) {
            Selection selection(tables, oif, strict, reachable);
            if (!selection.select(leaf)) continue;
            selection.spread(packet);
            const Route& route = *selection.route();
            trace_table(trace, *table, packet, leaves, selection);
            if (route.type == RouteType::throw_) return std::nullopt;
            const Refusal refusal = refuses(route.type) ? Refusal::route : Refusal::none;
            return Match{route.type, refusal, &route, selection.hop(), nullptr, number};
        }
    }
    trace_table(trace, *table, packet, leaves, Selection(tables, oif, strict, false));
    return std::nullopt;
}

}  // namespace snet
