#include "lib/stack/missing_device.hpp"

#include <algorithm>

#include "lib/records/route_type.hpp"

namespace snet {

bool lacks_device(const Record& record) {
    if (const auto* const route = std::get_if<Route>(&record)) {
        if (route->nexthop_id || leads_nowhere(route->type)) return false;
        return route->next_hops.empty() ||
               std::ranges::any_of(route->next_hops, [](const NextHop& hop) { return hop.device.empty(); });
    }
    if (const auto* const object = std::get_if<NexthopObject>(&record))
        return object->group.empty() && !object->blackhole && object->hop.device.empty();
    const auto* const neighbor = std::get_if<Neighbor>(&record);
    return neighbor != nullptr && neighbor->device.empty();
}

}  // namespace snet
