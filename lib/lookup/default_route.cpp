#include "lib/lookup/default_route.hpp"

#include <tuple>

namespace snet {

namespace {

// RFC 4191's preference of the kernel, high first: 1 high, 0 medium, 3 low.
int preference_rank(const Route& route) {
    const auto preference = route.preference.value_or(0);
    return preference == 1 ? 0 : preference == 0 ? 1 : 2;
}

bool refuses(const Route& route) {
    return route.type != RouteType::unicast;
}

auto rank(const Route& route) {
    return std::tuple(route.metric.value_or(0), preference_rank(route));
}

}  // namespace

void DefaultRoute::offer(const Route& route) {
    if (!route.is_default() || route.from.has_value() || route.tos != 0) return;
    if (!refuses(route) && !route.living_next_hop()) return;
    if (!best_ || rank(route) < rank(*best_)) best_ = route;
}

std::optional<Route> DefaultRoute::take() {
    if (best_ && refuses(*best_)) return std::nullopt;
    return std::move(best_);
}

}  // namespace snet
