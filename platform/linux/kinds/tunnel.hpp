#pragma once

#include <linux/if_tunnel.h>
#include <linux/ip6_tunnel.h>

#include "platform/linux/kinds/setting.hpp"

/// Forms that the IP and GRE tunnels share. The template arguments are the attributes of each that a value depends on.
namespace snet::platform::kinds {

/// A UDP header around the tunnel's packets, as four attributes tell it; left out where there is none.
std::optional<Value> udp_encapsulation(const LinkAttributes& attributes, std::uint16_t type, std::uint16_t flags,
                                       std::uint16_t source_port, std::uint16_t destination_port);

/// Two bytes of the 32 bits that carry an IPv6 header's traffic class and flow label.
std::optional<Value> traffic_class_text(Bytes flow_information);
std::optional<Value> flow_label_text(Bytes flow_information);

template <std::uint16_t flags_attribute>
bool has_flag(const LinkAttributes& attributes, std::uint32_t flag) {
    return (u32(attributes[flags_attribute]).value_or(0) & flag) != 0;
}

/// What a flag says is taken from the packet inside is not set here.
template <std::uint16_t flags_attribute>
std::optional<Value> encapsulation_limit(const LinkAttributes& attributes, const Setting& setting) {
    if (has_flag<flags_attribute>(attributes, IP6_TNL_F_IGN_ENCAP_LIMIT)) return std::nullopt;
    return whole<std::uint8_t>(attributes, setting);
}

template <std::uint16_t flags_attribute>
std::optional<Value> traffic_class(const LinkAttributes& attributes, const Setting& setting) {
    if (has_flag<flags_attribute>(attributes, IP6_TNL_F_USE_ORIG_TCLASS)) return std::nullopt;
    return traffic_class_text(attributes[setting.attribute]);
}

template <std::uint16_t flags_attribute>
std::optional<Value> tunnel_flow_label(const LinkAttributes& attributes, const Setting& setting) {
    if (has_flag<flags_attribute>(attributes, IP6_TNL_F_USE_ORIG_FLOWLABEL)) return std::nullopt;
    return flow_label_text(attributes[setting.attribute]);
}

template <std::uint16_t flags_attribute>
std::optional<Value> firewall_mark(const LinkAttributes& attributes, const Setting& setting) {
    if (has_flag<flags_attribute>(attributes, IP6_TNL_F_USE_ORIG_FWMARK)) return std::nullopt;
    return nonzero_hex<std::uint32_t>(attributes, setting);
}

}  // namespace snet::platform::kinds
