#include "lib/frames/ethernet.hpp"

#include <algorithm>

#include "lib/frames/byte_order.hpp"

namespace snet::frames {

namespace {

constexpr std::uint16_t tag_8021q = 0x8100, tag_8021ad = 0x88a8;
constexpr std::uint16_t smallest_ethertype = 0x0600;  // below: the length of an IEEE 802.3 frame
constexpr std::size_t tag_size = 4, most_tags = 2;

MacAddress mac_at(std::span<const std::uint8_t> bytes, std::size_t offset) {
    MacAddress::Bytes mac;
    std::ranges::copy(bytes.subspan(offset, mac.size()), mac.begin());
    return MacAddress(mac);
}

}  // namespace

MacAddress multicast_mac(const IpAddress& group) {
    const auto bytes = group.bytes();
    if (group.is_ipv6()) return MacAddress({0x33, 0x33, bytes[12], bytes[13], bytes[14], bytes[15]});
    return MacAddress({0x01, 0x00, 0x5e, static_cast<std::uint8_t>(bytes[1] & 0x7f), bytes[2], bytes[3]});
}

std::optional<EthernetFrame> parse_ethernet(std::span<const std::uint8_t> frame) {
    if (frame.size() < ethernet_header_size) return std::nullopt;
    EthernetFrame parsed{.destination = mac_at(frame, 0), .source = mac_at(frame, 6)};
    std::size_t offset = 12;
    parsed.type = read_be16(frame, offset);
    for (std::size_t tags = 0; parsed.type == tag_8021q || parsed.type == tag_8021ad; ++tags) {
        if (tags == most_tags || frame.size() < offset + tag_size + 2) return std::nullopt;
        if (!parsed.is_of_vlan()) parsed.vlan = static_cast<std::uint16_t>(read_be16(frame, offset + 2) & 0x0fff);
        offset += tag_size;
        parsed.type = read_be16(frame, offset);
    }
    if (parsed.type < smallest_ethertype) return std::nullopt;
    parsed.payload = frame.subspan(offset + 2);
    return parsed;
}

std::vector<std::uint8_t> ethernet_frame(const MacAddress& destination, const MacAddress& source, std::uint16_t type,
                                         std::span<const std::uint8_t> payload) {
    std::vector<std::uint8_t> frame(ethernet_header_size + payload.size());
    std::ranges::copy(destination.bytes(), frame.begin());
    std::ranges::copy(source.bytes(), frame.begin() + 6);
    write_be16(frame, 12, type);
    std::ranges::copy(payload, frame.begin() + ethernet_header_size);
    return frame;
}

}  // namespace snet::frames
