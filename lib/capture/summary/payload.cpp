#include <algorithm>
#include <string_view>

#include "lib/capture/summary/look.hpp"
#include "lib/capture/summary/safe_text.hpp"

namespace snet::capture {

namespace {

enum Tag : std::uint16_t {
    end_of_tags = 0,
    dissector = 12,
    heuristic_dissector = 13,
    ipv4_source = 20,
    ipv4_destination = 21,
    ipv6_source = 22,
    ipv6_destination = 23,
    source_port = 25,
    destination_port = 26,
};

std::string_view text_of(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::optional<IpAddress> address_of(Family family, Bytes value) {
    if (value.size() != address_size(family)) return std::nullopt;
    return IpAddress::from_bytes(family, value.data());
}

// A number of four bytes, of which ports need two.
std::optional<std::uint16_t> port_of(Bytes value) {
    if (value.size() != 4 || be16(value, 0) != 0) return std::nullopt;
    return be16(value, 2);
}

// A tag that says again what another has said does not take it back.
void take(std::uint16_t tag, Bytes value, PacketSummary& summary, std::string_view& name) {
    switch (tag) {
        case dissector:
        case heuristic_dissector:
            name = text_of(value.first(std::min<std::size_t>(value.size(), 64)));
            break;
        case ipv4_source:
            summary.source = address_of(Family::ipv4, value);
            break;
        case ipv4_destination:
            summary.destination = address_of(Family::ipv4, value);
            break;
        case ipv6_source:
            summary.source = address_of(Family::ipv6, value);
            break;
        case ipv6_destination:
            summary.destination = address_of(Family::ipv6, value);
            break;
        case source_port:
            summary.source_port = port_of(value);
            break;
        case destination_port:
            summary.destination_port = port_of(value);
            break;
        default:
            break;
    }
}

}  // namespace

void look_at_exported_payload(Bytes bytes, Look& look) {
    constexpr std::size_t header = 4;
    look.summary.protocol = "PDU";
    std::string_view name;
    for (;;) {
        if (bytes.size() < header) return look.ends_early();
        const std::uint16_t tag = be16(bytes, 0);
        const std::size_t length = be16(bytes, 2);
        bytes = bytes.subspan(header);
        if (tag == end_of_tags) break;
        if (length > bytes.size()) return look.ends_early();
        take(tag, bytes.first(length), look.summary, name);
        bytes = bytes.subspan(length);
    }
    // Padded with zeros to whole words.
    name = name.substr(0, name.find('\0'));
    if (name == "dns" && look_at_dns(bytes, "DNS", look)) return;
    if (!name.empty()) {
        append_safe(look.summary.info, name);
        look << " ";
    }
    look << "length " << bytes.size();
}

}  // namespace snet::capture
