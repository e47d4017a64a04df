#include <bit>

#include "lib/capture/summary/look.hpp"

namespace snet::capture {

namespace {

// A packet's family as a system numbers it: AF_INET is 2 everywhere, AF_INET6 is not the same anywhere.
void look_at_family(std::uint32_t family, Bytes bytes, Look& look) {
    switch (family) {
        case 2:
            return look_at_ipv4(bytes, look);
        case 10:
        case 23:
        case 24:
        case 28:
        case 30:
            return look_at_ipv6(bytes, look);
        default:
            break;
    }
    look.summary.protocol = "NULL";
    look << "family " << family << " length " << bytes.size();
}

// In the byte order of the host that captured it, or in the network's: families are small.
void look_at_loopback(Bytes bytes, Look& look) {
    look.summary.protocol = "NULL";
    if (bytes.size() < 4) return look.ends_early();
    const std::uint32_t family = be32(bytes, 0);
    look_at_family(family > 0xffff ? std::byteswap(family) : family, bytes.subspan(4), look);
}

// By the type of the device, what would be an EtherType elsewhere is something else.
void look_at_cooked(unsigned device, std::uint16_t protocol, Bytes bytes, Look& look) {
    constexpr unsigned netlink = 824, wireless = 801, wireless_with_prism = 802, radiotap = 803;
    constexpr std::uint16_t novell = 1, llc = 4;
    look.summary.protocol = "SLL";
    if (device == radiotap && protocol == llc) return look_at_radiotap(bytes, look);
    if (device == wireless && protocol == llc) return look_at_wireless(bytes, look);
    if (device == netlink || device == wireless_with_prism || protocol == novell) {
        if (device == netlink) look.summary.protocol = "netlink";
        look << "protocol " << protocol << " length " << bytes.size();
        return;
    }
    if (protocol == llc) return look_at_llc(bytes, look);
    look_at_ethertype(protocol, bytes, look);
}

void look_at_cooked_v1(Bytes bytes, Look& look) {
    constexpr std::size_t header = 16;
    look.summary.protocol = "SLL";
    if (bytes.size() < header) return look.ends_early();
    if (be16(bytes, 4) == 6) look.summary.source_mac = mac_at(bytes, 6);
    look_at_cooked(be16(bytes, 2), be16(bytes, 14), bytes.subspan(header), look);
}

void look_at_cooked_v2(Bytes bytes, Look& look) {
    constexpr std::size_t header = 20;
    look.summary.protocol = "SLL";
    if (bytes.size() < header) return look.ends_early();
    if (bytes[11] == 6) look.summary.source_mac = mac_at(bytes, 12);
    look_at_cooked(be16(bytes, 8), be16(bytes, 0), bytes.subspan(header), look);
}

void look_at_cisco_hdlc(Bytes bytes, Look& look) {
    look.summary.protocol = "HDLC";
    if (bytes.size() < 4) return look.ends_early();
    look_at_ethertype(be16(bytes, 2), bytes.subspan(4), look);
}

}  // namespace

void look_at_link(LinkType link_type, Bytes bytes, Look& look) {
    constexpr LinkType raw_of_others = 12, raw_of_openbsd = 14, ppp = 9, ppp_serial = 50, pppoe = 51, cisco_hdlc = 104,
                       wireless = 105, loopback = 108, radiotap = 127, ipv4 = 228, ipv6 = 229;
    switch (link_type) {
        case link_type_ethernet:
            return look_at_ethernet(bytes, look);
        case link_type_raw:
        case raw_of_others:
        case raw_of_openbsd:
            return look_at_ip(bytes, look);
        case link_type_linux_cooked:
            return look_at_cooked_v1(bytes, look);
        case link_type_linux_cooked2:
            return look_at_cooked_v2(bytes, look);
        case link_type_null:
        case loopback:
            return look_at_loopback(bytes, look);
        case ipv4:
            return look_at_ipv4(bytes, look);
        case ipv6:
            return look_at_ipv6(bytes, look);
        case ppp:
        case ppp_serial:
            return look_at_ppp(bytes, look);
        case pppoe:
            return look_at_pppoe(bytes, look);
        case cisco_hdlc:
            return look_at_cisco_hdlc(bytes, look);
        case wireless:
            return look_at_wireless(bytes, look);
        case radiotap:
            return look_at_radiotap(bytes, look);
        default:
            break;
    }
    look.summary.protocol = link_type_name(link_type).value_or("unknown");
    look << "length " << bytes.size();
}

}  // namespace snet::capture
