#include <linux/amt.h>
#include <linux/gtp.h>
#include <linux/if_link.h>

#include "platform/linux/kinds/kinds.hpp"

// Tunnels over UDP: vxlan, geneve, bareudp, amt, gtp.
namespace snet::platform::kinds {
namespace {

// A remote address is a group where it is multicast; each has its own key, and zero has none.
template <bool multicast>
std::optional<Value> remote(const LinkAttributes& attributes, const Setting& setting) {
    const auto remote = ip_address(attributes[setting.attribute]);
    if (!remote || remote->is_unspecified() || remote->is_multicast() != multicast) return std::nullopt;
    return text_value(remote->to_string());
}

std::optional<Value> source_ports(const LinkAttributes& attributes, const Setting& setting) {
    const Bytes range = attributes[setting.attribute];
    if (range.size() < sizeof(ifla_vxlan_port_range)) return std::nullopt;
    return Value{.data = Fields{{"low", number_value(*be16(range.first(2)))},
                                {"high", number_value(*be16(range.subspan(2, 2)))}}};
}

// A TTL that is inherited is not shown.
template <std::uint16_t inherits>
std::optional<Value> ttl(const LinkAttributes& attributes, const Setting& setting) {
    const bool inherited = u8(attributes[inherits]).value_or(0) != 0;
    return inherited ? std::nullopt : whole<std::uint8_t>(attributes, setting);
}

constexpr std::string_view fragment_rules[] = {"unset", "set", "inherit"};
constexpr std::string_view amt_modes[] = {"gateway", "relay"};
constexpr std::string_view gtp_roles[] = {"ggsn", "sgsn"};

constexpr Setting vxlan[] = {
    {IFLA_VXLAN_COLLECT_METADATA, "external", only_true},
    {IFLA_VXLAN_VNIFILTER, "vnifilter", only_true},
    {IFLA_VXLAN_ID, "id", whole<std::uint32_t>},
    {IFLA_VXLAN_GROUP, "group", remote<true>},
    {IFLA_VXLAN_GROUP, "remote", remote<false>},
    {IFLA_VXLAN_GROUP6, "group6", remote<true>},
    {IFLA_VXLAN_GROUP6, "remote6", remote<false>},
    {IFLA_VXLAN_LOCAL, "local", specified_address},
    {IFLA_VXLAN_LOCAL6, "local6", specified_address},
    {IFLA_VXLAN_LINK, "link", optional_device},
    {IFLA_VXLAN_PORT_RANGE, "port_range", source_ports},
    {IFLA_VXLAN_PORT, "port", port},
    {IFLA_VXLAN_LEARNING, "learning", boolean},
    {IFLA_VXLAN_PROXY, "proxy", only_true},
    {IFLA_VXLAN_RSC, "rsc", only_true},
    {IFLA_VXLAN_L2MISS, "l2miss", only_true},
    {IFLA_VXLAN_L3MISS, "l3miss", only_true},
    {IFLA_VXLAN_TOS, "tos", nonzero_hex<std::uint8_t>},
    {IFLA_VXLAN_TTL, "ttl", ttl<IFLA_VXLAN_TTL_INHERIT>},
    {IFLA_VXLAN_DF, "df", word<std::uint8_t>, fragment_rules},
    {IFLA_VXLAN_LABEL, "label", flow_label},
    {IFLA_VXLAN_AGEING, "ageing", whole<std::uint32_t>},
    {IFLA_VXLAN_LIMIT, "limit", nonzero<std::uint32_t>},
    {IFLA_VXLAN_UDP_CSUM, "udp_csum", boolean},
    {IFLA_VXLAN_UDP_ZERO_CSUM6_TX, "udp_zero_csum6_tx", boolean},
    {IFLA_VXLAN_UDP_ZERO_CSUM6_RX, "udp_zero_csum6_rx", boolean},
    {IFLA_VXLAN_REMCSUM_TX, "remcsum_tx", only_true},
    {IFLA_VXLAN_REMCSUM_RX, "remcsum_rx", only_true},
    {IFLA_VXLAN_GBP, "gbp", present},
    {IFLA_VXLAN_GPE, "gpe", present},
};

constexpr Setting geneve[] = {
    {IFLA_GENEVE_COLLECT_METADATA, "external", present},
    {IFLA_GENEVE_ID, "id", whole<std::uint32_t>},
    {IFLA_GENEVE_REMOTE, "remote", specified_address},
    {IFLA_GENEVE_REMOTE6, "remote6", remote<false>},
    {IFLA_GENEVE_TTL, "ttl", ttl<IFLA_GENEVE_TTL_INHERIT>},
    {IFLA_GENEVE_TOS, "tos", nonzero_hex<std::uint8_t>},
    {IFLA_GENEVE_DF, "df", word<std::uint8_t>, fragment_rules},
    {IFLA_GENEVE_LABEL, "label", flow_label},
    {IFLA_GENEVE_PORT, "port", port},
    {IFLA_GENEVE_UDP_CSUM, "udp_csum", boolean},
    {IFLA_GENEVE_UDP_ZERO_CSUM6_TX, "udp_zero_csum6_tx", boolean},
    {IFLA_GENEVE_UDP_ZERO_CSUM6_RX, "udp_zero_csum6_rx", boolean},
    {IFLA_GENEVE_INNER_PROTO_INHERIT, "inner_proto_inherit", present},
};

std::optional<Value> multiproto(const LinkAttributes& attributes, const Setting& setting) {
    return boolean_value(attributes.has(setting.attribute));
}

constexpr Setting bareudp[] = {
    {IFLA_BAREUDP_PORT, "dstport", port},
    {IFLA_BAREUDP_ETHERTYPE, "ethertype", ethertype},
    {IFLA_BAREUDP_SRCPORT_MIN, "srcportmin", whole<std::uint16_t>},
    {IFLA_BAREUDP_MULTIPROTO_MODE, "multiproto", multiproto},
};

constexpr Setting amt[] = {
    {IFLA_AMT_MODE, "mode", word<std::uint32_t>, amt_modes},
    {IFLA_AMT_GATEWAY_PORT, "gateway_port", port},
    {IFLA_AMT_RELAY_PORT, "relay_port", port},
    {IFLA_AMT_LOCAL_IP, "local", address},
    {IFLA_AMT_REMOTE_IP, "remote", address},
    {IFLA_AMT_DISCOVERY_IP, "discovery", address},
    {IFLA_AMT_LINK, "link", device},
    {IFLA_AMT_MAX_TUNNELS, "max_tunnels", whole<std::uint32_t>},
};

constexpr Setting gtp[] = {
    {IFLA_GTP_ROLE, "role", word<std::uint32_t>, gtp_roles, "unknown"},
    {IFLA_GTP_PDP_HASHSIZE, "hsize", whole<std::uint32_t>},
    {IFLA_GTP_RESTART_COUNT, "restart_count", whole<std::uint8_t>},
};

constexpr Kind kinds[] = {{"vxlan", vxlan}, {"geneve", geneve}, {"bareudp", bareudp}, {"amt", amt}, {"gtp", gtp}};

}  // namespace

constinit const std::span<const Kind> udp_tunnels = kinds;

}  // namespace snet::platform::kinds
