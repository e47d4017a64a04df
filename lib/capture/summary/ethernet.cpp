#include "lib/capture/summary/look.hpp"
#include "lib/capture/summary/names.hpp"

namespace snet::capture {

namespace {

constexpr std::uint16_t largest_length = 1500;  // up to there a type is none (IEEE 802.3)

enum EtherType : std::uint16_t {
    ipv4 = 0x0800,
    arp = 0x0806,
    rarp = 0x8035,
    vlan = 0x8100,
    ipv6 = 0x86dd,
    mpls = 0x8847,
    mpls_multicast = 0x8848,
    pppoe_discovery = 0x8863,
    pppoe_session = 0x8864,
    service_vlan = 0x88a8,
    old_service_vlan = 0x9100,
};

bool is_vlan(std::uint16_t type) {
    return type == vlan || type == service_vlan || type == old_service_vlan;
}

// Labels up to the last; what is behind it, nobody says.
void look_at_mpls(Bytes bytes, Look& look) {
    constexpr std::size_t most_labels = 16;
    look.summary.protocol = "MPLS";
    for (std::size_t at = 0; at < most_labels * 4; at += 4) {
        if (bytes.size() < at + 4) return look.ends_early();
        if ((bytes[at + 2] & 1U) == 0) continue;
        const Bytes payload = bytes.subspan(at + 4);
        const unsigned version = payload.empty() ? 0 : payload[0] >> 4U;
        if (version == 4 || version == 6) return look_at_ip(payload, look);
        look << "label " << (be32(bytes, at) >> 12U) << " length " << payload.size();
        return;
    }
    look.summary.odd = true;
}

void look_at_snap(Bytes bytes, Look& look) {
    constexpr std::uint32_t ethernet = 0, cisco = 0x00000c, bridged = 0x0080c2;
    if (bytes.size() < 5) return look.ends_early();
    const std::uint32_t organization = be32(bytes, 0) >> 8U;
    const std::uint16_t type = be16(bytes, 3);
    const Bytes payload = bytes.subspan(5);
    if (organization == ethernet) return look_at_ethertype(type, payload, look);
    if (organization == cisco) {
        switch (type) {
            case 0x0111:
                look.summary.protocol = "UDLD";
                break;
            case 0x010b:
                look.summary.protocol = "STP";
                break;
            case 0x2000:
                look.summary.protocol = "CDP";
                break;
            case 0x2003:
                look.summary.protocol = "VTP";
                break;
            case 0x2004:
                look.summary.protocol = "DTP";
                break;
            default:
                break;
        }
    }
    if (organization == bridged && (type == 1 || type == 7)) look.summary.protocol = "Ethernet";
    if (look.summary.protocol == "LLC") (look << "organization ").hex(organization) << " type " << type << " ";
    look << "length " << payload.size();
}

}  // namespace

void look_at_llc(Bytes bytes, Look& look) {
    constexpr std::uint8_t snap = 0xaa, novell = 0xff, group_or_response = 1, unnumbered = 3;
    look.summary.protocol = "LLC";
    if (bytes.size() < 3) return look.ends_early();
    if (bytes[0] == novell && bytes[1] == novell) {
        look.summary.protocol = "IPX";
        look << "length " << bytes.size();
        return;
    }
    const bool has_snap = (bytes[0] & ~group_or_response) == snap && (bytes[1] & ~group_or_response) == snap;
    if (has_snap && bytes[2] == unnumbered) return look_at_snap(bytes.subspan(3), look);
    if (const auto name = service_access_point_name(bytes[0] & 0xfeU); !name.empty() && !has_snap)
        look.summary.protocol = name;
    else
        (look << "access point ").hex(bytes[0]) << " ";
    look << "length " << bytes.size() - 3;
}

void look_at_ethertype(std::uint16_t type, Bytes bytes, Look& look) {
    constexpr int most_tags = 8;
    for (int tags = 0; is_vlan(type) && tags < most_tags; ++tags) {
        look.summary.protocol = "VLAN";
        if (bytes.size() < 4) return look.ends_early();
        if (!look.summary.vlan) look.summary.vlan = be16(bytes, 0) & 0xfffU;
        type = be16(bytes, 2);
        bytes = bytes.subspan(4);
    }
    if (type <= largest_length) return look_at_llc(bytes.first(std::min<std::size_t>(type, bytes.size())), look);
    switch (type) {
        case ipv4:
            return look_at_ipv4(bytes, look);
        case ipv6:
            return look_at_ipv6(bytes, look);
        case arp:
        case rarp:
            return look_at_arp(bytes, look);
        case mpls:
        case mpls_multicast:
            return look_at_mpls(bytes, look);
        case pppoe_discovery:
            look.summary.protocol = "PPPoED";
            break;
        case pppoe_session:
            return look_at_pppoe(bytes, look);
        default:
            break;
    }
    if (const auto name = ethertype_name(type); !name.empty())
        look.summary.protocol = name;
    else
        (look << "type 0x").hex(type) << " ";
    look << "length " << bytes.size();
}

void look_at_ethernet(Bytes bytes, Look& look) {
    constexpr std::size_t header = 14;
    look.summary.protocol = "Ethernet";
    if (bytes.size() < header) return look.ends_early();
    look.summary.destination_mac = mac_at(bytes, 0);
    look.summary.source_mac = mac_at(bytes, 6);
    look_at_ethertype(be16(bytes, 12), bytes.subspan(header), look);
}

void look_at_ppp(Bytes bytes, Look& look) {
    look.summary.protocol = "PPP";
    if (bytes.size() >= 2 && bytes[0] == 0xff && bytes[1] == 3) bytes = bytes.subspan(2);  // as in HDLC (RFC 1662)
    if (bytes.empty()) return look.ends_early();
    std::uint16_t protocol = bytes[0];
    std::size_t size = 1;  // of an odd number; an even one has a second byte
    if ((protocol & 1U) == 0) {
        if (bytes.size() < 2) return look.ends_early();
        protocol = be16(bytes, 0);
        size = 2;
    }
    bytes = bytes.subspan(size);
    const auto name = ppp_protocol_name(protocol);
    if (name == "IPv4") return look_at_ipv4(bytes, look);
    if (name == "IPv6") return look_at_ipv6(bytes, look);
    if (name == "MPLS") return look_at_mpls(bytes, look);
    if (!name.empty()) look.summary.protocol = name;
    if (name.empty()) (look << "protocol 0x").hex(protocol) << " ";
    look << "length " << bytes.size();
}

void look_at_pppoe(Bytes bytes, Look& look) {
    constexpr std::size_t header = 6;
    look.summary.protocol = "PPPoES";
    if (bytes.size() < header) return look.ends_early();
    const std::size_t length = be16(bytes, 4);
    const bool session = bytes[1] == 0;
    bytes = bytes.subspan(header);
    if (length <= bytes.size()) {
        bytes = bytes.first(length);
        look.complete = true;
    }
    if (session) return look_at_ppp(bytes, look);
    look.summary.protocol = "PPPoED";
    look << "length " << bytes.size();
}

}  // namespace snet::capture
