#include "lib/capture/summary/look.hpp"

namespace snet::capture {

// ISO 9314: what kind of frame, and where to and from, before IEEE 802.2.
void look_at_fddi(Bytes bytes, Look& look) {
    constexpr std::size_t header = 13;
    constexpr unsigned kind_bits = 0xf0, asynchronous = 0x50, synchronous = 0xd0;
    look.summary.protocol = "FDDI";
    if (bytes.size() < header) return look.ends_early();
    look.summary.destination_mac = mac_at(bytes, 1);
    look.summary.source_mac = mac_at(bytes, 7);
    const unsigned kind = bytes[0] & kind_bits;
    if (kind == asynchronous || kind == synchronous) return look_at_llc(bytes.subspan(header), look);
    (look << "frame control 0x").hex(bytes[0]) << " length " << bytes.size() - header;
}

// IEEE 802.5: where the source is marked, the way through bridges stands before IEEE 802.2.
void look_at_token_ring(Bytes bytes, Look& look) {
    constexpr std::size_t header = 14;
    constexpr unsigned kind_bits = 0xc0, data = 0x40, has_way = 0x80, way_length = 0x1f;
    look.summary.protocol = "Token Ring";
    if (bytes.size() < header) return look.ends_early();
    auto source = mac_at(bytes, 8).bytes();
    const bool has_routing = (source[0] & has_way) != 0;
    source[0] &= static_cast<std::uint8_t>(~has_way);
    look.summary.destination_mac = mac_at(bytes, 2);
    look.summary.source_mac = MacAddress(source);
    if ((bytes[1] & kind_bits) != data) {
        (look << "frame control 0x").hex(bytes[1]) << " length " << bytes.size() - header;
        return;
    }
    bytes = bytes.subspan(header);
    if (has_routing) {
        if (bytes.size() < 2) return look.ends_early();
        const std::size_t length = bytes[0] & way_length;
        if (length > bytes.size()) return look.ends_early();
        bytes = bytes.subspan(length);
    }
    look_at_llc(bytes, look);
}

}  // namespace snet::capture
