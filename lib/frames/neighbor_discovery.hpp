#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "lib/frames/icmpv6.hpp"
#include "snet/ip_address.hpp"
#include "snet/mac_address.hpp"

/// Neighbor discovery's two messages, as IPv6 packets: RFC 4861 sections 4.3 and 4.4. Their hop limit is 255, so that
/// they come from the link itself.
namespace snet::frames {

/// ff02::1:ff00:0/104 and the last 24 bits of the address.
IpAddress solicited_node(const IpAddress& address);

/// Who has `target`?
struct NeighborSolicitation {
    IpAddress source;  ///< unspecified: whether an address is free (RFC 4862)
    IpAddress destination;
    IpAddress target;
    std::optional<MacAddress> mac;  ///< of who asks; none if the source is unspecified

    static std::optional<NeighborSolicitation> parse(const Icmpv6Packet& packet);
    std::vector<std::uint8_t> to_bytes() const;

    bool operator==(const NeighborSolicitation&) const = default;
};

/// Asks the solicited-node group of `target`. Asked from the unspecified address, `own` is not told.
NeighborSolicitation neighbor_question(const MacAddress& own, const IpAddress& source, const IpAddress& target);

/// `target` is at `mac`.
struct NeighborAdvertisement {
    IpAddress source;
    IpAddress destination;
    IpAddress target;
    std::optional<MacAddress> mac;
    bool is_router = false;
    bool is_solicited = false;
    bool overrides = false;  ///< what is known is to be replaced

    static std::optional<NeighborAdvertisement> parse(const Icmpv6Packet& packet);
    std::vector<std::uint8_t> to_bytes() const;

    /// Whether it is what the target of `question` says to who asked, with an interface's MAC which is not `own`.
    bool is_answer_to(const NeighborSolicitation& question, const MacAddress& own) const;

    bool operator==(const NeighborAdvertisement&) const = default;
};

/// `address` is at `own`, told to all nodes without being asked; nobody's router flag is touched unless it is ours.
NeighborAdvertisement neighbor_announcement(const MacAddress& own, const IpAddress& address, bool is_router);

}  // namespace snet::frames
