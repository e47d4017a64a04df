#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "snet/ip_address.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// A packet that wants to know its way: what the rules and routes of Linux look at.
struct Flow {
    IpAddress destination;
    std::optional<IpAddress> from;  ///< none, as the unspecified address: the look-up chooses the source
    std::string iif;                ///< the device that a forwarded packet came in by; empty: made here
    std::string oif;                ///< the device that the sender is bound to; empty: any
    std::string vrf;                ///< the VRF that the sender is bound to, instead of `oif`
    std::uint32_t mark = 0;
    std::uint8_t tos = 0;
    std::optional<std::uint32_t> uid;          ///< whose packet it is; none: nobody's
    std::optional<std::uint8_t> ip_protocol;   ///< none: UDP for IPv4, nothing for IPv6, as `ip route get` asks
    std::optional<std::uint16_t> source_port;  ///< of TCP or UDP
    std::optional<std::uint16_t> destination_port;

    bool operator==(const Flow&) const = default;
};

}  // namespace snet
#pragma GCC visibility pop
