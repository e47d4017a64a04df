#include "lib/neighbors/claim.hpp"

#include "lib/frames/arp.hpp"
#include "lib/frames/neighbor_discovery.hpp"

namespace snet {

namespace {

using namespace frames;

// RFC 5227 section 2.1.1.
std::optional<Claim> claim_of(const ArpFrame& arp, const IpAddress& address) {
    if (arp.operation != arp_request && arp.operation != arp_reply) return std::nullopt;
    if (arp.sender == address) return Claim{arp.sender_mac};
    const bool is_probe = arp.operation == arp_request && arp.sender.is_unspecified() && arp.target == address;
    return is_probe ? std::optional(Claim{arp.sender_mac, true}) : std::nullopt;
}

// RFC 4862 sections 5.4.3 and 5.4.4.
std::optional<Claim> claim_of(const EthernetFrame& frame, const Icmpv6Packet& packet, const IpAddress& address) {
    if (const auto told = NeighborAdvertisement::parse(packet); told && told->target == address)
        return Claim{told->mac.value_or(frame.source)};
    const auto asked = NeighborSolicitation::parse(packet);
    if (asked && asked->target == address && asked->source.is_unspecified()) return Claim{frame.source, true};
    return std::nullopt;
}

std::optional<Claim> any_claim_of(const EthernetFrame& frame, const IpAddress& address) {
    if (frame.is_of_vlan()) return std::nullopt;
    if (const auto arp = ArpFrame::parse(frame)) return claim_of(*arp, address);
    if (frame.type != ethertype_ipv6) return std::nullopt;
    const auto packet = Icmpv6Packet::parse(frame.payload);
    return packet ? claim_of(frame, *packet, address) : std::nullopt;
}

}  // namespace

std::optional<Claim> claim_of(std::span<const std::uint8_t> frame, const IpAddress& address, const MacAddress& own) {
    const auto ethernet = parse_ethernet(frame);
    if (!ethernet) return std::nullopt;
    const auto claim = any_claim_of(*ethernet, address);
    return claim && is_unicast(claim->mac) && claim->mac != own ? claim : std::nullopt;
}

}  // namespace snet
