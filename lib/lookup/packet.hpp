#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "snet/ip_address.hpp"

namespace snet {

/// The bits of a tos that IPv4 looks at: IPTOS_RT_MASK of net/ip_fib.h.
inline constexpr unsigned ipv4_tos_mask = 0x1c;

/// What rules and tables compare: a flow at one moment of its look-up, as the kernel's struct flowi.
struct Packet {
    IpAddress destination;
    std::optional<IpAddress> source;
    std::string_view iif;  ///< "lo" for what is made here
    std::string_view oif;  ///< empty: any
    std::string_view vrf;  ///< that it is in; empty: none
    std::uint32_t vrf_table = 0;
    std::uint32_t mark = 0;
    std::uint8_t tos = 0;
    std::uint32_t uid = 0;
    std::uint8_t ip_protocol = 0;
    std::uint16_t source_port = 0;
    std::uint16_t destination_port = 0;

    Family family() const { return destination.family(); }
};

}  // namespace snet
