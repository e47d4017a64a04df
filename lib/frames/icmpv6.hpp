#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "snet/ip_address.hpp"

namespace snet::frames {

inline constexpr std::uint8_t icmpv6_parameter_problem = 4, icmpv6_echo_request = 128, icmpv6_echo_reply = 129,
                              icmpv6_mld_query = 130, icmpv6_mld_report = 131, icmpv6_neighbor_solicitation = 135,
                              icmpv6_neighbor_advertisement = 136, icmpv6_mld2_report = 143;

/// ff02::1
inline constexpr IpAddress all_nodes(IpAddress::Bytes6{0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});

/// An extension header between those of IPv6 and of ICMPv6.
enum class Icmpv6Extension : std::uint8_t {
    none,
    router_alert,    ///< hop-by-hop options that MLD needs (RFC 2711)
    unknown_option,  ///< a destination option that nobody knows, of the kind whose receivers complain, groups too
};

/// An IPv6 packet that holds a message of ICMPv6 (RFC 4443).
struct Icmpv6Packet {
    IpAddress source;
    IpAddress destination;
    std::uint8_t hop_limit = 255;
    std::uint8_t type = 0;
    std::uint8_t code = 0;
    std::span<const std::uint8_t> body;  ///< behind the checksum

    /// Of a packet from its IPv6 header on; hop-by-hop options are skipped, what follows the packet is ignored. None if
    /// it is something else, cut off, or its checksum is wrong.
    static std::optional<Icmpv6Packet> parse(std::span<const std::uint8_t> packet);

    /// From the IPv6 header on, with its checksum.
    std::vector<std::uint8_t> to_bytes(Icmpv6Extension extension = Icmpv6Extension::none) const;
};

}  // namespace snet::frames
