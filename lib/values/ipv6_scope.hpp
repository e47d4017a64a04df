#pragma once

#include "snet/ip_address.hpp"

namespace snet {

/// Scopes of RFC 4291 section 2.7.
inline constexpr int link_local_scope = 2, site_scope = 5, global_scope = 14;

/// How far an IPv6 address reaches; -1 for the unspecified one, as in Linux: every scope is wide enough for it.
inline int ipv6_scope(const IpAddress& address) {
    const auto bytes = address.bytes();
    if (address.is_unspecified()) return -1;
    if (address.is_multicast()) return bytes[1] & 0x0f;
    if (address.is_loopback() || address.is_link_local()) return link_local_scope;
    return bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0xc0 ? site_scope : global_scope;
}

}  // namespace snet
