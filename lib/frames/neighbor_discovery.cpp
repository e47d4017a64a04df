#include "lib/frames/neighbor_discovery.hpp"

#include <algorithm>

#include "lib/frames/ethernet.hpp"

namespace snet::frames {

namespace {

constexpr std::uint8_t source_mac_option = 1, target_mac_option = 2;
constexpr std::uint8_t router_flag = 0x80, solicited_flag = 0x40, override_flag = 0x20;
constexpr std::size_t flags_size = 4, address_size = 16, option_unit = 8;

// The options behind flags and target, if they are well formed (RFC 4861 section 4.6), and in them the MAC that one of
// this type holds.
struct Options {
    bool are_valid = true;
    std::optional<MacAddress> mac;

    Options(std::span<const std::uint8_t> rest, std::uint8_t type) {
        while (!rest.empty()) {
            const std::size_t size = rest.size() < option_unit ? 0 : option_unit * std::size_t{rest[1]};
            are_valid = size != 0 && size <= rest.size();
            if (!are_valid) return;
            if (rest[0] == type && size == option_unit && !mac)
                mac = MacAddress({rest[2], rest[3], rest[4], rest[5], rest[6], rest[7]});
            rest = rest.subspan(size);
        }
    }
};

// Of both messages: flags, the target, options.
struct Message {
    std::uint8_t flags;
    IpAddress target;
    std::optional<MacAddress> mac;

    static std::optional<Message> parse(const Icmpv6Packet& packet, std::uint8_t type, std::uint8_t option) {
        if (packet.type != type || packet.code != 0 || packet.hop_limit != 255) return std::nullopt;
        if (packet.body.size() < flags_size + address_size) return std::nullopt;
        const Options options(packet.body.subspan(flags_size + address_size), option);
        const auto target = IpAddress::from_bytes(Family::ipv6, &packet.body[flags_size]);
        if (!options.are_valid || target.is_multicast()) return std::nullopt;
        return Message{.flags = packet.body[0], .target = target, .mac = options.mac};
    }

    std::vector<std::uint8_t> to_bytes(const IpAddress& source, const IpAddress& destination, std::uint8_t type,
                                       std::uint8_t option) const {
        std::vector<std::uint8_t> body{flags, 0, 0, 0};
        body.insert(body.end(), target.bytes().begin(), target.bytes().end());
        if (mac) {
            body.insert(body.end(), {option, 1});
            body.insert(body.end(), mac->bytes().begin(), mac->bytes().end());
        }
        return Icmpv6Packet{.source = source, .destination = destination, .type = type, .body = body}.to_bytes();
    }
};

}  // namespace

IpAddress solicited_node(const IpAddress& address) {
    IpAddress::Bytes6 bytes{0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff};
    std::ranges::copy(address.bytes().last(3), bytes.end() - 3);
    return IpAddress(bytes);
}

std::optional<NeighborSolicitation> NeighborSolicitation::parse(const Icmpv6Packet& packet) {
    const auto message = Message::parse(packet, icmpv6_neighbor_solicitation, source_mac_option);
    if (!message) return std::nullopt;
    // Who has no address yet asks a group of his target's and tells no MAC: RFC 4861 section 7.1.1.
    if (packet.source.is_unspecified() && (message->mac || packet.destination != solicited_node(message->target)))
        return std::nullopt;
    return NeighborSolicitation{packet.source, packet.destination, message->target, message->mac};
}

std::vector<std::uint8_t> NeighborSolicitation::to_bytes() const {
    return Message{.flags = 0, .target = target, .mac = mac}.to_bytes(source, destination, icmpv6_neighbor_solicitation,
                                                                      source_mac_option);
}

NeighborSolicitation neighbor_question(const MacAddress& own, const IpAddress& source, const IpAddress& target) {
    return {.source = source,
            .destination = solicited_node(target),
            .target = target,
            .mac = source.is_unspecified() ? std::nullopt : std::optional(own)};
}

std::optional<NeighborAdvertisement> NeighborAdvertisement::parse(const Icmpv6Packet& packet) {
    const auto message = Message::parse(packet, icmpv6_neighbor_advertisement, target_mac_option);
    if (!message) return std::nullopt;
    const bool is_solicited = (message->flags & solicited_flag) != 0;
    if (is_solicited && packet.destination.is_multicast()) return std::nullopt;
    return NeighborAdvertisement{.source = packet.source,
                                 .destination = packet.destination,
                                 .target = message->target,
                                 .mac = message->mac,
                                 .is_router = (message->flags & router_flag) != 0,
                                 .is_solicited = is_solicited,
                                 .overrides = (message->flags & override_flag) != 0};
}

std::vector<std::uint8_t> NeighborAdvertisement::to_bytes() const {
    const int flags =
        (is_router ? router_flag : 0) | (is_solicited ? solicited_flag : 0) | (overrides ? override_flag : 0);
    return Message{.flags = static_cast<std::uint8_t>(flags), .target = target, .mac = mac}.to_bytes(
        source, destination, icmpv6_neighbor_advertisement, target_mac_option);
}

bool NeighborAdvertisement::is_answer_to(const NeighborSolicitation& question, const MacAddress& own) const {
    // Who asks from no address is answered as all are: RFC 4861 section 7.2.4.
    const bool is_for_us = question.source.is_unspecified() ? destination == all_nodes && !is_solicited
                                                            : destination == question.source && is_solicited;
    return is_for_us && target == question.target && mac && is_unicast(*mac) && *mac != own;
}

NeighborAdvertisement neighbor_announcement(const MacAddress& own, const IpAddress& address, bool is_router) {
    return {.source = address,
            .destination = all_nodes,
            .target = address,
            .mac = own,
            .is_router = is_router,
            .is_solicited = false,
            .overrides = true};
}

}  // namespace snet::frames
