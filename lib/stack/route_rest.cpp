#include "lib/stack/route_rest.hpp"

#include <algorithm>

#include "lib/records/route_numbers.hpp"

namespace snet {

Rest rest_of(const Route& route) {
    const auto is_near = [&](const NextHop& hop) { return ((route.flags | hop.flags) & hop_onlink) != 0; };
    const auto has_gateway = [](const NextHop& hop) { return hop.gateway.has_value(); };
    if (route.nexthop_id) return Rest::others;
    if (std::ranges::none_of(route.next_hops, has_gateway)) return Rest::device;
    return std::ranges::all_of(route.next_hops, is_near) ? Rest::nothing : Rest::others;
}

}  // namespace snet
