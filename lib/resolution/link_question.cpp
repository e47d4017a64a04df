#include "lib/resolution/link_question.hpp"

#include <algorithm>

namespace snet {

namespace {

// Those that packets can come from.
bool is_usable(const InterfaceAddress& address) {
    return (address.flags & (address_tentative | address_dad_failed)) == 0 || (address.flags & address_optimistic) != 0;
}

bool has(const Interface& device, const IpAddress& address) {
    return std::ranges::any_of(device.addresses, [&](const InterfaceAddress& one) {
        return one.local == address && (address.is_ipv4() || is_usable(one));
    });
}

bool holds(const InterfaceAddress& one, const IpAddress& target) {
    return one.family() == target.family() &&
           one.peer.value_or(one.local).masked(one.prefix_length) == target.masked(one.prefix_length);
}

// A question from an address that the device has not would write a false entry into the neighbors' caches: asked from
// 0.0.0.0 it writes none.
IpAddress arp_source(const Hop& hop, const Interface& device) {
    if (hop.source && hop.source->is_ipv4())
        return has(device, *hop.source) ? *hop.source : IpAddress::unspecified(Family::ipv4);
    for (const InterfaceAddress& one : device.addresses)
        if ((one.flags & address_secondary) == 0 && holds(one, hop.address())) return one.local;
    return IpAddress::unspecified(Family::ipv4);
}

std::optional<IpAddress> discovery_source(const Hop& hop, const Interface& device) {
    if (hop.source && hop.source->is_ipv6() && !hop.address().is_link_local() && has(device, *hop.source))
        return hop.source;
    std::optional<IpAddress> source;
    for (const InterfaceAddress& one : device.addresses) {
        const bool is_better = !source || (one.local.is_link_local() && !source->is_link_local());
        if (one.local.is_ipv6() && is_usable(one) && is_better) source = one.local;
    }
    return source;
}

std::vector<std::uint8_t> framed(const MacAddress& own, const IpAddress& target, std::span<const std::uint8_t> packet) {
    const MacAddress to = frames::multicast_mac(frames::solicited_node(target));
    return frames::ethernet_frame(to, own, frames::ethertype_ipv6, packet);
}

}  // namespace

Result<LinkQuestion> LinkQuestion::make(const Hop& hop, const Interface& device,
                                        const std::optional<IpAddress>& source) {
    constexpr std::uint16_t ethernet = 1;  // ARPHRD_ETHER
    const IpAddress& target = hop.address();
    const auto own = device.mac();
    if (device.link_type != ethernet || !own)
        return fail(ErrorKind::unsupported, device.name + ": nothing can be asked there, which is no Ethernet");
    const auto wanted = source && source->family() == target.family() ? source : std::nullopt;
    LinkQuestion question;
    question.own_ = *own;
    if (target.is_ipv4()) {
        const auto arp = frames::arp_question(*own, wanted.value_or(arp_source(hop, device)), target);
        const auto bytes = arp.to_bytes();
        question.bytes_.assign(bytes.begin(), bytes.end());
        question.message_ = arp;
        return question;
    }
    const auto from = wanted ? wanted : discovery_source(hop, device);
    if (!from) return fail(ErrorKind::invalid, device.name + ": has no IPv6 address to ask from");
    const auto solicitation = frames::neighbor_question(*own, *from, target);
    question.needs_frames_ = !has(device, *from);
    question.bytes_ = solicitation.to_bytes();
    if (question.needs_frames_) question.bytes_ = framed(*own, target, question.bytes_);
    question.message_ = solicitation;
    return question;
}

std::optional<MacAddress> LinkQuestion::answer(const frames::ArpFrame& heard) const {
    const auto* const asked = std::get_if<frames::ArpFrame>(&message_);
    return asked != nullptr && heard.is_answer_to(*asked) ? std::optional(heard.sender_mac) : std::nullopt;
}

std::optional<MacAddress> LinkQuestion::answer(const frames::NeighborAdvertisement& heard) const {
    const auto* const asked = std::get_if<frames::NeighborSolicitation>(&message_);
    return asked != nullptr && heard.is_answer_to(*asked, own_) ? heard.mac : std::nullopt;
}

}  // namespace snet
