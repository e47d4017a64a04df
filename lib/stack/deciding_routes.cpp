#include <algorithm>

#include "lib/records/route_numbers.hpp"
#include "lib/stack/tables.hpp"

namespace snet {

namespace {

bool suppresses(const Rule& rule) {
    return rule.suppress_prefix_length || rule.suppress_group;
}

// Packets that find their way past the tables in part, or whose way depends on more than their destination.
bool is_special(const Flow& flow) {
    const IpAddress& to = flow.destination;
    return !flow.iif.empty() || !flow.vrf.empty() || (flow.from && to.is_ipv4()) || to.is_multicast() ||
           to.is_unspecified() || to.is_link_local() || to.is_loopback() ||
           to == IpAddress(IpAddress::Bytes4{255, 255, 255, 255});
}

// Of the IPv6 routes that share a next-hop object the kernel names the one that used it first; and one for some sources
// only makes others of its prefix disappear.
bool is_told_for_certain(const Route& route) {
    return route.type == RouteType::unicast && (route.family() == Family::ipv4 || (!route.nexthop_id && !route.from));
}

// Whether the file's route comes before or behind the winner of its table, whatever the table has besides: what the
// kernel went past was of no use to the packet, and still is. Not so in IPv6, where a route that is of no use may make
// others of its prefix disappear.
bool is_comparable(const Route& own, const Route& winner) {
    return own.family() == Family::ipv4 && own.table == winner.table && own.type != RouteType::throw_ &&
           std::ranges::all_of(own.next_hops,
                               [](const NextHop& hop) { return (hop.flags & (hop_dead | hop_linkdown)) == 0; });
}

bool concerns(const Prefix& prefix, const Flow& flow) {
    return prefix.contains(flow.destination) || (flow.from && prefix.contains(*flow.from));
}

}  // namespace

// Whether what a file hides may have kept the packet from another way than the winner's.
bool Stack::Tables::has_hides_before(const Route& winner, const Flow& flow) const {
    const unsigned length = winner.destination.length();
    const RouteHides& hides = own_->route_hides;
    // Of its own prefix, too.
    if (winner.family() == Family::ipv6 && !hides.of_any_prefix().empty()) return true;
    for (std::size_t i = 0; i < hides.size(); ++i) {
        const auto key = hides.key(i);
        if (!key.destination.contains(flow.destination)) continue;
        const bool is_behind = key.destination.length() < length ||
                               (winner.family() == Family::ipv4 && key.destination.length() == length);
        if (key.table != winner.table || !is_behind) return true;
    }
    return false;
}

Result<std::optional<std::vector<Route>>> Stack::Tables::deciding_routes(const Flow& flow) {
    if (!os_ || (own_ && !own_->touch_routes_alone()) || is_special(flow)) return std::nullopt;
    const auto told = os_->route_for(flow);
    if (!told) return std::unexpected(told.error());
    const std::optional<Route>& winner = *told;
    if (!winner || !is_told_for_certain(*winner)) return std::nullopt;
    const auto asked = rules(winner->family());
    if (!asked) return std::unexpected(asked.error());
    if (std::ranges::any_of(*asked, suppresses)) return std::nullopt;
    if (is_plain()) return std::vector{*winner};
    if (has_hides_before(*winner, flow)) return std::nullopt;
    std::vector<Route> rows;
    bool are_comparable = true;
    const auto take = [&](const Route& route) {
        if (!route.destination.contains(flow.destination)) return Next::go_on;
        are_comparable &= route.origin == Origin::os || is_comparable(route, *winner);
        rows.push_back(route);
        return Next::go_on;
    };
    const auto winner_alone = [&](FunctionRef<Next(const Route&)> row) {
        row(*winner);
        return Result<void>();
    };
    const auto done = lay_routes({.family = winner->family(), .table = std::nullopt, .device = {}}, winner_alone, take);
    if (!done) return std::unexpected(done.error());
    // It may be hidden, or replaced by one that leads nowhere.
    const bool has_winner =
        std::ranges::any_of(rows, [&](const Route& row) { return RouteKey(row) == RouteKey(*winner); });
    if (!are_comparable || !has_winner) return std::nullopt;
    return rows;
}

bool Stack::Tables::are_system_routes(const Flow& flow) const {
    if (is_plain()) return true;
    if (!own_->touch_routes_alone() || !flow.iif.empty()) return false;
    for (std::size_t i = 0; i < own_->routes.size(); ++i)
        if (concerns(own_->routes.key(i).destination, flow)) return false;
    for (std::size_t i = 0; i < own_->route_hides.size(); ++i)
        if (concerns(own_->route_hides.key(i).destination, flow)) return false;
    return true;
}

}  // namespace snet
