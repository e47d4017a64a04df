#pragma once

#include <cstdint>

#include "snet/ip_address.hpp"
#include "snet/route.hpp"

namespace snet {

/// The scope that the kernel gives to an interface's address for which none is named.
inline std::uint8_t usual_scope(const IpAddress& address) {
    if (address.is_loopback()) return scope_host;
    if (address.is_ipv6() && address.is_link_local()) return scope_link;
    return scope_universe;
}

}  // namespace snet
