#include "lib/frames/icmpv6.hpp"

#include <algorithm>
#include <array>

#include "lib/frames/byte_order.hpp"

namespace snet::frames {

namespace {

constexpr std::size_t ipv6_header_size = 40, icmpv6_header_size = 4, extension_size = 8;
constexpr std::uint8_t next_hop_by_hop = 0, next_icmpv6 = 58, next_destination_options = 60;

using Extension = std::array<std::uint8_t, extension_size>;
// Next header ICMPv6, no more than these 8 bytes, a router alert for MLD, padding of 2.
constexpr Extension router_alert{next_icmpv6, 0, 5, 2, 0, 0, 1, 0};
// An option of 4 zeros: 0x80, discard it and complain even to a group's sender.
constexpr Extension unknown_option{next_icmpv6, 0, 0x80, 4, 0, 0, 0, 0};

std::uint32_t sum(std::span<const std::uint8_t> bytes) {
    std::uint32_t total = 0;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2)
        total += read_be16(bytes, i);
    return bytes.size() % 2 == 0 ? total : total + static_cast<std::uint32_t>(bytes.back() << 8);
}

// The sum over the pseudo-header of RFC 8200 section 8.1 and the message, in 16 bits: all ones if its checksum is
// right.
std::uint16_t folded_sum(const IpAddress& source, const IpAddress& destination, std::span<const std::uint8_t> message) {
    std::uint32_t total = sum(source.bytes()) + sum(destination.bytes()) + static_cast<std::uint32_t>(message.size()) +
                          next_icmpv6 + sum(message);
    while (total > 0xffff)
        total = (total & 0xffff) + (total >> 16);
    return static_cast<std::uint16_t>(total);
}

// What is behind the IPv6 header and hop-by-hop options, if that is ICMPv6.
std::optional<std::span<const std::uint8_t>> message_of(std::span<const std::uint8_t> packet) {
    auto rest = packet.subspan(ipv6_header_size);
    std::uint8_t next = packet[6];
    if (next == next_hop_by_hop) {
        if (rest.size() < extension_size) return std::nullopt;
        const std::size_t size = extension_size * (std::size_t{rest[1]} + 1);
        if (rest.size() < size) return std::nullopt;
        next = rest[0];
        rest = rest.subspan(size);
    }
    if (next != next_icmpv6 || rest.size() < icmpv6_header_size) return std::nullopt;
    return rest;
}

}  // namespace

std::optional<Icmpv6Packet> Icmpv6Packet::parse(std::span<const std::uint8_t> packet) {
    if (packet.size() < ipv6_header_size || packet[0] >> 4 != 6) return std::nullopt;
    const std::size_t size = ipv6_header_size + read_be16(packet, 4);
    if (packet.size() < size) return std::nullopt;
    const auto message = message_of(packet.first(size));
    if (!message) return std::nullopt;
    Icmpv6Packet parsed{.source = IpAddress::from_bytes(Family::ipv6, &packet[8]),
                        .destination = IpAddress::from_bytes(Family::ipv6, &packet[24]),
                        .hop_limit = packet[7],
                        .type = (*message)[0],
                        .code = (*message)[1],
                        .body = message->subspan(icmpv6_header_size)};
    if (folded_sum(parsed.source, parsed.destination, *message) != 0xffff) return std::nullopt;
    return parsed;
}

std::vector<std::uint8_t> Icmpv6Packet::to_bytes(Icmpv6Extension extension) const {
    const std::size_t before = extension == Icmpv6Extension::none ? 0 : extension_size;
    const std::size_t payload_size = before + icmpv6_header_size + body.size();
    std::vector<std::uint8_t> packet(ipv6_header_size + payload_size);
    packet[0] = 0x60;
    write_be16(packet, 4, static_cast<std::uint16_t>(payload_size));
    packet[6] = next_icmpv6;
    packet[7] = hop_limit;
    std::ranges::copy(source.bytes(), packet.begin() + 8);
    std::ranges::copy(destination.bytes(), packet.begin() + 24);
    if (extension != Icmpv6Extension::none) {
        const bool is_alert = extension == Icmpv6Extension::router_alert;
        packet[6] = is_alert ? next_hop_by_hop : next_destination_options;
        std::ranges::copy(is_alert ? router_alert : unknown_option, packet.begin() + ipv6_header_size);
    }
    const std::span message = std::span(packet).subspan(ipv6_header_size + before);
    message[0] = type;
    message[1] = code;
    std::ranges::copy(body, message.begin() + icmpv6_header_size);
    write_be16(message, 2, static_cast<std::uint16_t>(~folded_sum(source, destination, message)));
    return packet;
}

}  // namespace snet::frames
