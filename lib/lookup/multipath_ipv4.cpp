#include "lib/lookup/multipath_ipv4.hpp"

#include <algorithm>

#include "lib/lookup/flow_hash.hpp"
#include "lib/records/route_numbers.hpp"

namespace snet {

namespace {

bool is_valid(NeighborState state) {  // NUD_VALID
    using enum NeighborState;
    return state == permanent || state == noarp || state == reachable || state == probe || state == stale ||
           state == delay;
}

// The hop whose source the packet has already.
const NextHop* hop_of_source(const ForwardingTables& tables, const Route& route, const IpAddress& source) {
    for (const NextHop& hop : route.next_hops)
        if (is_usable_ipv4(tables, hop, {}) && source_of_hop(tables, route, hop) == source) return &hop;
    return nullptr;
}

bool is_rival(const Route& route, const Route& first, const Packet& packet) {
    return route.table == first.table && (route.tos == 0 || route.tos == (packet.tos & ipv4_tos_mask)) &&
           route.metric.value_or(0) == first.metric.value_or(0) && route.scope == first.scope &&
           route.type == RouteType::unicast && !route.next_hops.empty() && route.next_hops.front().gateway &&
           (route.next_hops.front().flags & hop_dead) == 0;
}

// fib_select_default. Where no gateway is known the kernel takes turns, and so does not repeat its answers.
void select_default(const ForwardingTables& tables, const Packet& packet, Match& match) {
    const RouteTable* const table = tables.table(Family::ipv4, *match.table);
    const RouteTable::Node* node = table ? table->longest(packet.destination) : nullptr;
    while (node && !node->prefix.is_all())
        node = table->shorter(*node);
    if (!node || !is_rival(*match.route, *match.route, packet)) return;
    for (const Route& route : table->routes(*node)) {
        const NextHop* const hop = is_rival(route, *match.route, packet) ? &route.next_hops.front() : nullptr;
        if (!hop || !is_valid(tables.neighbor(hop->device, *hop->gateway))) continue;
        match.route = &route;
        match.hop = hop;
        return;
    }
}

}  // namespace

std::optional<IpAddress> source_of_hop(const ForwardingTables& tables, const Route& route, const NextHop& hop) {
    if (route.prefsrc) return route.prefsrc;
    return choose_ipv4_source(tables.interfaces, tables.settings.ipv4, tables.index(hop.device),
                              source_gateway(route, hop), route.scope);
}

// The kernel leaves the gateway of an IPv6 next-hop object out of it.
std::optional<IpAddress> source_gateway(const Route& route, const NextHop& hop) {
    const bool is_foreign_object = route.nexthop_id && hop.gateway && hop.gateway->is_ipv6();
    return is_foreign_object ? std::nullopt : hop.gateway;
}

void select_hop_ipv4(const ForwardingTables& tables, const Packet& packet, Match& match) {
    const Route& route = *match.route;
    if (route.next_hops.size() > 1) {
        const bool minds_source = packet.source && !route.nexthop_id;
        const NextHop* hop = minds_source ? hop_of_source(tables, route, *packet.source) : nullptr;
        if (!hop)
            hop = hop_of_flow(route.next_hops, packet,
                              [&](const NextHop& one) { return is_usable_ipv4(tables, one, {}); });
        if (hop) match.hop = hop;
    } else if (route.is_default() && route.type == RouteType::unicast) {
        select_default(tables, packet, match);
    }
}

}  // namespace snet
