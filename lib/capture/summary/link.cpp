#include <algorithm>
#include <bit>
#include <iterator>

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

// By the numbers of files; some systems have others for packets of IP.
struct Link {
    LinkType type;
    void (*look)(Bytes, Look&);
};
constexpr Link links[] = {
    {link_type_ethernet, look_at_ethernet},
    {link_type_linux_cooked, look_at_cooked_v1},
    {link_type_linux_cooked2, look_at_cooked_v2},
    {link_type_raw, look_at_ip},
    {12, look_at_ip},
    {14, look_at_ip},
    {228, look_at_ipv4},
    {229, look_at_ipv6},
    {link_type_null, look_at_loopback},
    {108, look_at_loopback},
    {9, look_at_ppp},
    {50, look_at_ppp},
    {51, look_at_pppoe},
    {104, look_at_cisco_hdlc},
    {105, look_at_wireless},
    {127, look_at_radiotap},
    {6, look_at_token_ring},
    {10, look_at_fddi},
    {252, look_at_exported_payload},
    {link_type_journal_entry, look_at_journal_entry},
};

}  // namespace

void look_at_link(LinkType link_type, Bytes bytes, Look& look) {
    const auto* const link = std::ranges::find(links, link_type, &Link::type);
    if (link != std::end(links)) return link->look(bytes, look);
    look.summary.protocol = link_type_name(link_type).value_or("unknown");
    look << "length " << bytes.size();
}

}  // namespace snet::capture
