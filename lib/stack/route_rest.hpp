#pragma once

#include <cstdint>

#include "snet/route.hpp"

namespace snet {

/// What a route rests on, and so when it can be added.
enum class Rest : std::uint8_t {
    nothing,  ///< its gateways are taken for near, as long as no other route says that they are elsewhere
    device,
    others,  ///< its gateways are found by other routes, or it uses a next-hop object
};

Rest rest_of(const Route& route);

}  // namespace snet
