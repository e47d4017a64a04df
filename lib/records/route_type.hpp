#pragma once

#include "snet/route.hpp"

namespace snet {

/// Whether a route of this type answers that there is no way.
constexpr bool refuses(RouteType type) {
    return type == RouteType::blackhole || type == RouteType::unreachable || type == RouteType::prohibit;
}

/// Whether no packet leaves by a route of this type: one that refuses, and one that sends the look-up to the next rule.
constexpr bool leads_nowhere(RouteType type) {
    return refuses(type) || type == RouteType::throw_;
}

/// Whether it is of IPv4 and leads no further than this machine: such a route stays while its interface is down.
inline bool stays_on_host(const Route& route) {
    return route.family() == Family::ipv4 && (route.type == RouteType::local || route.scope == scope_host);
}

}  // namespace snet
