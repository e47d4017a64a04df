#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "snet/route.hpp"

namespace snet {

/// What tells routes apart: of two with one key, one replaces the other.
struct RouteKey {
    explicit RouteKey(const Route& route);

    std::uint32_t table;
    Prefix destination;
    std::uint8_t tos;
    std::uint32_t metric;
    std::optional<Prefix> from;

    bool operator==(const RouteKey&) const = default;

    /// The order of Linux's dumps: IPv4, then IPv6; tables by their hash; IPv4 prefixes by ascending address, the
    /// longer first; IPv6 ones as in a walk of their tree, the longer before those that hold them unless these are for
    /// some sources only, and of one prefix these in the order of their sources' tree; then the more specific tos, then
    /// the lower metric.
    std::strong_ordering operator<=>(const RouteKey& other) const;
};

}  // namespace snet
