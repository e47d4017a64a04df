#pragma once

#include <algorithm>
#include <span>

#include "snet/ip_address.hpp"
#include "snet/mac_address.hpp"

namespace snet {

/// fe80::/64 with the modified EUI-64 of the MAC: RFC 4291, appendix A.
inline IpAddress link_local_of(const MacAddress& mac) {
    const std::span six = mac.bytes();
    IpAddress::Bytes6 bytes{0xfe, 0x80};
    std::ranges::copy(six.first(3), bytes.begin() + 8);
    bytes[8] ^= 2;
    bytes[11] = 0xff;
    bytes[12] = 0xfe;
    std::ranges::copy(six.last(3), bytes.begin() + 13);
    return IpAddress(bytes);
}

}  // namespace snet
