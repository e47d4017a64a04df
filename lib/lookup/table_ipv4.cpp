#include <algorithm>

#include "lib/lookup/forwarding_tables.hpp"
#include "lib/lookup/route_trace.hpp"
#include "lib/records/route_numbers.hpp"
#include "lib/records/route_type.hpp"

namespace snet {

namespace {

using Fate = Trace::RouteFate;

// The next one to try; not one that begins at the same address where a next-hop object was unusable: the kernel keeps
// these in one leaf, and leaves it there.
const RouteTable::Node* next_node(const RouteTable& table, const RouteTable::Node& node, bool leave_leaf) {
    const RouteTable::Node* next = table.shorter(node);
    while (leave_leaf && next && next->prefix.address() == node.prefix.address())
        next = table.shorter(*next);
    return next;
}

}  // namespace

bool is_usable_ipv4(const ForwardingTables& tables, const NextHop& hop, std::string_view oif, bool ignore_linkdown) {
    if ((hop.flags & hop_dead) != 0 || (!oif.empty() && hop.device != oif)) return false;
    if ((hop.flags & hop_linkdown) == 0 || ignore_linkdown) return true;
    const Device* const device = tables.device(hop.device);
    return !device || !device->ignores_linkdown_ipv4;
}

std::optional<Match> look_up_table_ipv4(const ForwardingTables& tables, std::uint32_t number, const Packet& packet,
                                        Trace* trace, bool ignore_linkdown) {
    const bool is_merged = tables.fib4_merged && number == table_local;
    const RouteTable* const table = tables.table(Family::ipv4, is_merged ? table_main : number);
    if (!table) return std::nullopt;
    RouteTrace past(trace, *table);
    bool leave_leaf = false;
    for (const auto* node = table->longest(packet.destination); node; node = next_node(*table, *node, leave_leaf)) {
        leave_leaf = false;
        for (const Route& route : table->routes(*node)) {
            if (route.tos != 0 && route.tos != (packet.tos & ipv4_tos_mask)) {
                past.note(route, Fate::tos);
                continue;
            }
            if (route.type == RouteType::throw_) return past.throws(route), std::nullopt;
            if (refuses(route.type) || route.type == RouteType::nat) {
                past.chosen(*node, route);
                return Match{.type = route.type, .refusal = Refusal::route, .route = &route, .table = number};
            }
            const auto hop = std::ranges::find_if(route.next_hops, [&](const NextHop& one) {
                return is_usable_ipv4(tables, one, packet.oif, ignore_linkdown);
            });
            if (hop != route.next_hops.end()) {
                past.chosen(*node, route);
                return Match{route.type, Refusal::none, &route, &*hop, nullptr, number};
            }
            past.note(route, packet.oif.empty() ? Fate::dead : Fate::device);
            leave_leaf = route.nexthop_id.has_value();
            if (leave_leaf) break;
        }
    }
    return std::nullopt;
}

// Without rules of its own a namespace asks main, which local is part of, then default.
Match look_up_ipv4(const ForwardingTables& tables, const Packet& packet, Trace* trace, bool ignore_linkdown) {
    const auto in_table = [&](std::uint32_t number) {
        return look_up_table_ipv4(tables, number, packet, trace, ignore_linkdown);
    };
    if (!tables.fib4_merged)
        return apply_rules(tables.rules_ipv4, packet, trace, in_table,
                           [&](const Rule& rule, const Match& match) { return is_suppressed(tables, rule, match); });
    auto match = in_table(table_main);
    if (!match) match = in_table(table_default);
    return match.value_or(Match());
}

}  // namespace snet
