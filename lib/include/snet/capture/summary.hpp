#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "snet/capture/packet.hpp"
#include "snet/ip_address.hpp"
#include "snet/mac_address.hpp"

#pragma GCC visibility push(default)
namespace snet::capture {

/// What a packet is, as far as its first headers tell. Where headers are nested, addresses are the outermost ones.
struct PacketSummary {
    LinkType link_type = link_type_ethernet;
    std::optional<MacAddress> source_mac;
    std::optional<MacAddress> destination_mac;
    std::optional<std::uint16_t> vlan;     ///< number of the outermost tag of 802.1Q or 802.1ad
    std::optional<IpAddress> source;       ///< of IPv4, IPv6 or ARP
    std::optional<IpAddress> destination;  ///< of IPv4, IPv6 or ARP
    std::optional<std::uint16_t> source_port;
    std::optional<std::uint16_t> destination_port;
    /// The innermost protocol that was recognized: "ARP", "TCP", "DNS", "ICMPv6"; else of the link: "Ethernet", "IPv4".
    std::string_view protocol;
    std::string info;  ///< more about it, printable ASCII
    bool cut = false;  ///< the headers go on where nothing was captured any more
    bool odd = false;  ///< a header contradicts itself
};

/// Looks at a packet. Never fails: what is not understood is told by its number and length.
PacketSummary summarize(LinkType link_type, std::span<const std::uint8_t> bytes, std::uint32_t original_length);

/// The same in the place of an older one, whose memory is used again: nothing is allocated for most packets.
void summarize(LinkType link_type, std::span<const std::uint8_t> bytes, std::uint32_t original_length,
               PacketSummary& summary);

/// "2026-12-01T14:09:28.123456789Z", or "-" where the time is not known.
void append_time(std::string& out, const std::optional<PacketTime>& time);

/// A packet as one line without an end: time, bytes on the link, who to whom with their ports, protocol, info.
/// "2026-12-01T14:09:28.123456789Z 74 10.0.0.1:40000 > 10.0.0.2:53 DNS query 1a2b A example.com."
void append_line(std::string& out, const Packet& packet, const PacketSummary& summary);

}  // namespace snet::capture
#pragma GCC visibility pop
