#include "lib/lookup/ways.hpp"

#include <functional>
#include <string_view>
#include <unordered_map>

#include "lib/records/route_numbers.hpp"

namespace snet {

namespace {

// One way out that nothing keeps a packet from.
bool is_plain(std::span<const Route> routes) {
    if (routes.size() != 1) return false;
    const Route& route = routes.front();
    return route.type == RouteType::unicast && route.tos == 0 && !route.nexthop_id && route.next_hops.size() == 1 &&
           (route.next_hops.front().flags & (hop_dead | hop_linkdown)) == 0;
}

// What an answer tells of its route.
struct Same {
    bool operator()(const Route* one, const Route* other) const {
        const NextHop &a = one->next_hops.front(), &b = other->next_hops.front();
        return a.gateway == b.gateway && a.device == b.device && one->prefsrc == other->prefsrc &&
               one->scope == other->scope && one->table == other->table;
    }
};

struct Hash {
    std::size_t operator()(const Route* route) const {
        std::size_t hash = 0;
        if (const auto& gateway = route->next_hops.front().gateway)
            for (const std::uint8_t byte : gateway->bytes())
                hash = hash * 31 + byte;
        return hash * 31 + route->scope;
    }
};

}  // namespace

Ways::Ways(const RouteTable& table) {
    std::unordered_map<const Route*, std::uint32_t, Hash, Same> known;
    const auto nodes = table.nodes();
    ways_.reserve(nodes.size());
    for (const RouteTable::Node& node : nodes) {
        const auto routes = table.routes(node);
        const auto number = static_cast<std::uint32_t>(known.size());
        ways_.push_back(is_plain(routes) ? known.try_emplace(&routes.front(), number).first->second : unknown);
    }
}

}  // namespace snet
