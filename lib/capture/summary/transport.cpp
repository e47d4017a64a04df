#include <algorithm>
#include <string_view>

#include "lib/capture/summary/look.hpp"
#include "lib/capture/summary/names.hpp"

namespace snet::capture {

namespace {

enum Protocol : std::uint8_t {
    icmp = 1,
    igmp = 2,
    tcp = 6,
    udp = 17,
    dccp = 33,
    esp = 50,
    icmpv6 = 58,
    sctp = 132,
    udp_lite = 136,
};

// Ports stand at the beginning of all transports that have any.
bool take_ports(Bytes bytes, Look& look) {
    if (bytes.size() < 4) {
        look.ends_early();
        return false;
    }
    look.summary.source_port = be16(bytes, 0);
    look.summary.destination_port = be16(bytes, 2);
    return true;
}

void look_at_udp(Bytes bytes, Look& look) {
    constexpr std::size_t header = 8;
    if (!take_ports(bytes, look)) return;
    if (bytes.size() < header) return look.ends_early();
    const std::size_t length = be16(bytes, 4);
    // 0 is a jumbogram's (RFC 2675), or of a packet that the card cuts into several.
    const bool is_short = length > bytes.size() && look.complete && !look.fragment;
    if ((length != 0 && length < header) || is_short) look.summary.odd = true;
    Bytes payload = bytes.subspan(header);
    if (length >= header && length - header <= payload.size()) {
        payload = payload.first(length - header);
        look.complete = true;
    }
    look_at_datagram(payload, look);
    if (look.summary.protocol == "UDP") look << "length " << (length >= header ? length - header : payload.size());
}

void tell_flags(unsigned flags, Look& look) {
    constexpr std::string_view names[] = {"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"};
    bool first = true;
    for (unsigned bit = 0; bit < std::size(names); ++bit) {
        if ((flags >> bit & 1U) == 0) continue;
        if (!first) look << ",";
        look << names[bit];
        first = false;
    }
    if (first) look << "no flags";
}

}  // namespace

void look_at_tcp(Bytes bytes, Look& look) {
    constexpr std::size_t least = 20;
    constexpr unsigned ack = 16;
    constexpr std::uint16_t dns = 53;
    if (!take_ports(bytes, look)) return;
    if (bytes.size() < least) return look.ends_early();
    const std::size_t header = (bytes[12] >> 4U) * std::size_t{4};
    const unsigned flags = bytes[13];
    tell_flags(flags, look);
    look << " seq " << be32(bytes, 4);
    if ((flags & ack) != 0) look << " ack " << be32(bytes, 8);
    look << " win " << be16(bytes, 14);
    if (header < least) {
        look.summary.odd = true;
        return;
    }
    if (header > bytes.size()) return look.ends_early();
    const Bytes payload = bytes.subspan(header);
    look << " length " << payload.size();
    if (look.summary.source_port != dns && look.summary.destination_port != dns) return;
    // A message stands behind its length (RFC 1035, 4.2.2), if the segment begins with one.
    if (payload.size() < 2) return;
    const std::size_t flags_end = look.summary.info.size();
    const Bytes message = payload.subspan(2);
    look << " ";
    if (!look_at_dns(message.first(std::min<std::size_t>(message.size(), be16(payload, 0))), "DNS", look))
        look.summary.info.resize(flags_end);
}

void look_at_transport(std::uint8_t protocol, Bytes bytes, Look& look) {
    const std::string_view within = look.summary.protocol;
    if (const auto name = ip_protocol_name(protocol); !name.empty()) look.summary.protocol = name;
    switch (protocol) {
        case icmp:
            return look_at_icmp(bytes, look);
        case igmp:
            return look_at_igmp(bytes, look);
        case icmpv6:
            return look_at_icmpv6(bytes, look);
        case tcp:
            return look_at_tcp(bytes, look);
        case udp:
            return look_at_udp(bytes, look);
        case dccp:
        case sctp:
        case udp_lite:
            take_ports(bytes, look);
            break;
        case esp:
            if (bytes.size() < 4) return look.ends_early();
            (look << "SPI 0x").hex(be32(bytes, 0)) << " ";
            break;
        default:
            break;
    }
    if (look.summary.protocol == within) look << "protocol " << protocol << " ";
    look << "length " << bytes.size();
}

}  // namespace snet::capture
