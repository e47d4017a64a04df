#include "lib/frames/arp.hpp"

#include <algorithm>

#include "lib/frames/byte_order.hpp"

namespace snet::frames {

namespace {

// Hardware Ethernet, protocol IPv4, and the sizes of their addresses.
constexpr std::array<std::uint8_t, 6> ethernet_and_ipv4{0, 1, 0x08, 0x00, 6, 4};
constexpr std::size_t message_size = ArpFrame::size - ethernet_header_size;

MacAddress mac_at(std::span<const std::uint8_t> bytes, std::size_t offset) {
    MacAddress::Bytes mac;
    std::ranges::copy(bytes.subspan(offset, mac.size()), mac.begin());
    return MacAddress(mac);
}

}  // namespace

std::optional<ArpFrame> ArpFrame::parse(const EthernetFrame& frame) {
    const auto message = frame.payload;
    if (frame.type != ethertype_arp || frame.is_of_vlan() || message.size() < message_size) return std::nullopt;
    if (!std::ranges::equal(message.first(ethernet_and_ipv4.size()), ethernet_and_ipv4)) return std::nullopt;
    return ArpFrame{.destination = frame.destination,
                    .source = frame.source,
                    .operation = read_be16(message, 6),
                    .sender_mac = mac_at(message, 8),
                    .sender = IpAddress::from_bytes(Family::ipv4, &message[14]),
                    .target_mac = mac_at(message, 18),
                    .target = IpAddress::from_bytes(Family::ipv4, &message[24])};
}

std::optional<ArpFrame> ArpFrame::parse(std::span<const std::uint8_t> frame) {
    const auto ethernet = parse_ethernet(frame);
    return ethernet ? parse(*ethernet) : std::nullopt;
}

ArpFrame::Bytes ArpFrame::to_bytes() const {
    Bytes bytes{};
    auto* out = std::ranges::copy(destination.bytes(), bytes.begin()).out;
    std::ranges::copy(source.bytes(), out);
    write_be16(bytes, 12, ethertype_arp);
    const std::span message = std::span(bytes).subspan(ethernet_header_size);
    std::ranges::copy(ethernet_and_ipv4, message.begin());
    write_be16(message, 6, operation);
    std::ranges::copy(sender_mac.bytes(), message.begin() + 8);
    std::ranges::copy(sender.bytes().first(4), message.begin() + 14);
    std::ranges::copy(target_mac.bytes(), message.begin() + 18);
    std::ranges::copy(target.bytes().first(4), message.begin() + 24);
    return bytes;
}

bool ArpFrame::is_answer_to(const ArpFrame& question) const {
    return operation == arp_reply && sender == question.target && target == question.sender &&
           target_mac == question.sender_mac && is_unicast(sender_mac) && sender_mac != question.sender_mac;
}

ArpFrame arp_question(const MacAddress& own, const IpAddress& source, const IpAddress& target, const MacAddress& to) {
    return {.destination = to,
            .source = own,
            .operation = arp_request,
            .sender_mac = own,
            .sender = source,
            .target_mac = MacAddress(),
            .target = target};
}

ArpFrame arp_announcement(const MacAddress& own, const IpAddress& address) {
    return arp_question(own, address, address);
}

}  // namespace snet::frames
