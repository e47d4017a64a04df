#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "snet/ip_address.hpp"
#include "snet/mac_address.hpp"

/// What is sent and heard on a link, as values: built and parsed without any socket.
namespace snet::frames {

inline constexpr std::uint16_t ethertype_arp = 0x0806, ethertype_ipv6 = 0x86dd;
inline constexpr std::size_t ethernet_header_size = 14;

/// ff:ff:ff:ff:ff:ff
inline constexpr MacAddress broadcast_mac(MacAddress::Bytes{0xff, 0xff, 0xff, 0xff, 0xff, 0xff});

/// Whether an interface can have it: neither a group's nor all zero.
constexpr bool is_unicast(const MacAddress& mac) {
    return !mac.is_group() && mac != MacAddress();
}

/// The Ethernet address that packets to a multicast address are sent to: 01:00:5e and its last 23 bits (RFC 1112), or
/// 33:33 and its last 32 (RFC 2464).
MacAddress multicast_mac(const IpAddress& group);

/// An Ethernet II frame, up to two VLAN tags of 802.1Q or 802.1ad taken off.
struct EthernetFrame {
    MacAddress destination;
    MacAddress source;
    std::optional<std::uint16_t> vlan;      ///< the outermost VLAN's number; 0: of no VLAN, a priority alone
    std::uint16_t type = 0;                 ///< EtherType
    std::span<const std::uint8_t> payload;  ///< with the padding, if any

    /// Whether it was sent to a VLAN, so that it is of another link than what has no tag.
    bool is_of_vlan() const { return vlan && *vlan != 0; }
};

/// None if it is too short, or has a length in the place of its type.
std::optional<EthernetFrame> parse_ethernet(std::span<const std::uint8_t> frame);

/// A frame without a tag.
std::vector<std::uint8_t> ethernet_frame(const MacAddress& destination, const MacAddress& source, std::uint16_t type,
                                         std::span<const std::uint8_t> payload);

}  // namespace snet::frames
