#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "snet/capture/summary.hpp"

/// How a packet is looked at: header by header, each function one protocol, from its first byte on. None goes back or
/// calls one that has called it, so that a look ends after as many steps as there are layers.
namespace snet::capture {

using Bytes = std::span<const std::uint8_t>;

/// A look at one packet, and where it is told.
struct Look {
    PacketSummary& summary;
    bool complete;          ///< no more was on the link than the bytes that are looked at
    bool fragment = false;  ///< the packet goes on in others

    /// A header ends behind the bytes that there are.
    void ends_early() const { (complete ? summary.odd : summary.cut) = true; }

    Look& operator<<(std::string_view text) {
        summary.info += text;
        return *this;
    }
    Look& operator<<(std::uint64_t number) { return put(number, 10); }
    Look& operator<<(const IpAddress& address);
    Look& operator<<(const MacAddress& mac);
    Look& hex(std::uint64_t number) { return put(number, 16); }

  private:
    Look& put(std::uint64_t number, int base) {
        char text[20];
        summary.info.append(text, std::to_chars(text, text + sizeof text, number, base).ptr);
        return *this;
    }
};

inline std::uint16_t be16(Bytes bytes, std::size_t offset) {
    return static_cast<std::uint16_t>(bytes[offset] << 8 | bytes[offset + 1]);
}

inline std::uint32_t be32(Bytes bytes, std::size_t offset) {
    return std::uint32_t{be16(bytes, offset)} << 16U | be16(bytes, offset + 2);
}

inline MacAddress mac_at(Bytes bytes, std::size_t offset) {
    MacAddress::Bytes mac;
    for (std::size_t i = 0; i < mac.size(); ++i)
        mac[i] = bytes[offset + i];
    return MacAddress(mac);
}

// What packets of a link type begin with.
void look_at_link(LinkType link_type, Bytes bytes, Look& look);
void look_at_ethernet(Bytes bytes, Look& look);
void look_at_wireless(Bytes bytes, Look& look);  // IEEE 802.11
void look_at_radiotap(Bytes bytes, Look& look);
void look_at_llc(Bytes bytes, Look& look);  // IEEE 802.2
void look_at_fddi(Bytes bytes, Look& look);
void look_at_token_ring(Bytes bytes, Look& look);
void look_at_ppp(Bytes bytes, Look& look);
void look_at_pppoe(Bytes bytes, Look& look);
/// What Wireshark's plug-ins have taken out of its packet themselves: tags say what it is, and between whom it was.
void look_at_exported_payload(Bytes bytes, Look& look);
void look_at_journal_entry(Bytes bytes, Look& look);

/// What an EtherType stands for, VLANs included.
void look_at_ethertype(std::uint16_t type, Bytes bytes, Look& look);
void look_at_arp(Bytes bytes, Look& look);
void look_at_ip(Bytes bytes, Look& look);  // of the version that it says itself
void look_at_ipv4(Bytes bytes, Look& look);
void look_at_ipv6(Bytes bytes, Look& look);

/// What is in a packet of IP, by its protocol's number.
void look_at_transport(std::uint8_t protocol, Bytes bytes, Look& look);
void look_at_tcp(Bytes bytes, Look& look);
void look_at_icmp(Bytes bytes, Look& look);
void look_at_icmpv6(Bytes bytes, Look& look);
void look_at_igmp(Bytes bytes, Look& look);

/// What is sent to or from a port of UDP. Its protocol remains UDP if it is not known.
void look_at_datagram(Bytes payload, Look& look);
/// A message of DNS, whose protocol is called `name`. False if it is none.
bool look_at_dns(Bytes message, std::string_view name, Look& look);

}  // namespace snet::capture
