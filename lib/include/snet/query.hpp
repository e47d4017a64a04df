#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "snet/family.hpp"
#include "snet/route.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// Which parts of an interface to read; reading less is faster.
struct InterfaceQuery {
    bool addresses = true;
    bool details = false;     ///< all that `ip -d` tells
    bool statistics = false;  ///< counters
};

/// Which routes to read. The kernel does the choosing where it can.
struct RouteQuery {
    std::optional<Family> family;                     ///< none: IPv4, then IPv6
    std::optional<std::uint32_t> table = table_main;  ///< none: all tables
    std::string device;                               ///< empty: any
    std::optional<std::uint8_t> protocol;
    std::optional<RouteType> type;
};

/// Which neighbors to read.
struct NeighborQuery {
    std::optional<Family> family;  ///< none: both
    std::string device;            ///< empty: any
    bool proxies = false;          ///< the addresses that are answered for, instead of the cache
};

/// Whether a reader wants the next row.
enum class Next { go_on, stop };

}  // namespace snet
#pragma GCC visibility pop
