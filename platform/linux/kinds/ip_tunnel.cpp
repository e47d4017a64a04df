#include <netinet/in.h>

#include "platform/linux/kinds/kinds.hpp"
#include "platform/linux/kinds/tunnel.hpp"

// ipip, sit, ip6tnl, and the IPsec tunnels vti and vti6.
namespace snet::platform::kinds {
namespace {

// What is inside; a protocol that is none of them is left out.
std::optional<Value> inside_ipv4(const LinkAttributes& attributes, const Setting& setting) {
    const auto protocol = u8(attributes[setting.attribute]);
    if (!protocol) return std::nullopt;
    switch (*protocol) {
        case IPPROTO_IPIP:
            return text_value("ipip");
        case IPPROTO_IPV6:
            return text_value("ip6ip");
        case IPPROTO_MPLS:
            return text_value("mplsip");
        case 0:
            return text_value("any");
        default:
            return std::nullopt;
    }
}

std::optional<Value> inside_ipv6(const LinkAttributes& attributes, const Setting& setting) {
    const auto protocol = u8(attributes[setting.attribute]);
    if (!protocol) return std::nullopt;
    switch (*protocol) {
        case IPPROTO_IPIP:
            return text_value("ipip6");
        case IPPROTO_IPV6:
            return text_value("ip6ip6");
        case 0:
            return text_value("any");
        default:
            return std::nullopt;
    }
}

std::optional<Value> discovers_mtu(const LinkAttributes& attributes, const Setting& setting) {
    return boolean_value(u8(attributes[setting.attribute]).value_or(0) != 0);
}

std::optional<Value> isatap(const LinkAttributes& attributes, const Setting& setting) {
    const Bytes flags = attributes[setting.attribute];
    const bool set = (u16(flags).value_or(0) & SIT_ISATAP) != 0;
    return set ? std::optional(boolean_value(true)) : std::nullopt;
}

bool is_6rd(const LinkAttributes& attributes) {
    return u16(attributes[IFLA_IPTUN_6RD_PREFIXLEN]).value_or(0) != 0;
}

// IPv6 rapid deployment (RFC 5969): set only if its prefix has a length, the relay's part only if it has an address.
template <Form form>
std::optional<Value> of_6rd(const LinkAttributes& attributes, const Setting& setting) {
    return is_6rd(attributes) ? form(attributes, setting) : std::nullopt;
}

template <Form form>
std::optional<Value> of_6rd_relay(const LinkAttributes& attributes, const Setting& setting) {
    const bool has_relay = u32(attributes[IFLA_IPTUN_6RD_RELAY_PREFIX]).value_or(0) != 0;
    return is_6rd(attributes) && has_relay ? form(attributes, setting) : std::nullopt;
}

std::optional<Value> encapsulation(const LinkAttributes& attributes, const Setting&) {
    return udp_encapsulation(attributes, IFLA_IPTUN_ENCAP_TYPE, IFLA_IPTUN_ENCAP_FLAGS, IFLA_IPTUN_ENCAP_SPORT,
                             IFLA_IPTUN_ENCAP_DPORT);
}

// ipip and sit
constexpr Setting over_ipv4[] = {
    {IFLA_IPTUN_COLLECT_METADATA, "external", present},
    {IFLA_IPTUN_PROTO, "proto", inside_ipv4},
    {IFLA_IPTUN_REMOTE, "remote", endpoint},
    {IFLA_IPTUN_LOCAL, "local", endpoint},
    {IFLA_IPTUN_LINK, "link", optional_device},
    {IFLA_IPTUN_TTL, "ttl", whole_or_zero<std::uint8_t>},
    {IFLA_IPTUN_TOS, "tos", nonzero_hex<std::uint8_t>},
    {IFLA_IPTUN_PMTUDISC, "pmtudisc", discovers_mtu},
    {IFLA_IPTUN_FLAGS, "isatap", isatap},
    {IFLA_IPTUN_6RD_PREFIX, "prefix", of_6rd<address>},
    {IFLA_IPTUN_6RD_PREFIXLEN, "prefixlen", of_6rd<whole<std::uint16_t>>},
    {IFLA_IPTUN_6RD_RELAY_PREFIX, "relay_prefix", of_6rd_relay<address>},
    {IFLA_IPTUN_6RD_RELAY_PREFIXLEN, "relay_prefixlen", of_6rd_relay<whole<std::uint16_t>>},
    {IFLA_IPTUN_FWMARK, "fwmark", nonzero_hex<std::uint32_t>},
    {IFLA_IPTUN_ENCAP_TYPE, "encap", encapsulation},
};

constexpr std::uint16_t flags = IFLA_IPTUN_FLAGS;

// ip6tnl
constexpr Setting over_ipv6[] = {
    {IFLA_IPTUN_COLLECT_METADATA, "external", present},
    {IFLA_IPTUN_PROTO, "proto", inside_ipv6},
    {IFLA_IPTUN_REMOTE, "remote", endpoint},
    {IFLA_IPTUN_LOCAL, "local", endpoint},
    {IFLA_IPTUN_LINK, "link", optional_device},
    {IFLA_IPTUN_TTL, "ttl", whole_or_zero<std::uint8_t>},
    flag<std::uint32_t>(flags, "ip6_tnl_f_ign_encap_limit", IP6_TNL_F_IGN_ENCAP_LIMIT),
    {IFLA_IPTUN_ENCAP_LIMIT, "encap_limit", encapsulation_limit<flags>},
    flag<std::uint32_t>(flags, "ip6_tnl_f_use_orig_tclass", IP6_TNL_F_USE_ORIG_TCLASS),
    {IFLA_IPTUN_FLOWINFO, "tclass", traffic_class<flags>},
    flag<std::uint32_t>(flags, "ip6_tnl_f_use_orig_flowlabel", IP6_TNL_F_USE_ORIG_FLOWLABEL),
    {IFLA_IPTUN_FLOWINFO, "flowlabel", tunnel_flow_label<flags>},
    flag<std::uint32_t>(flags, "ip6_tnl_f_rcv_dscp_copy", IP6_TNL_F_RCV_DSCP_COPY),
    flag<std::uint32_t>(flags, "ip6_tnl_f_mip6_dev", IP6_TNL_F_MIP6_DEV),
    flag<std::uint32_t>(flags, "ip6_tnl_f_allow_local_remote", IP6_TNL_F_ALLOW_LOCAL_REMOTE),
    flag<std::uint32_t>(flags, "ip6_tnl_f_use_orig_fwmark", IP6_TNL_F_USE_ORIG_FWMARK),
    {IFLA_IPTUN_FWMARK, "fwmark", firewall_mark<flags>},
    {IFLA_IPTUN_ENCAP_TYPE, "encap", encapsulation},
};

constexpr Setting vti[] = {
    {IFLA_VTI_REMOTE, "remote", endpoint},      {IFLA_VTI_LOCAL, "local", endpoint},
    {IFLA_VTI_LINK, "link", optional_device},   {IFLA_VTI_IKEY, "ikey", specified_address},
    {IFLA_VTI_OKEY, "okey", specified_address}, {IFLA_VTI_FWMARK, "fwmark", nonzero_hex<std::uint32_t>},
};

constexpr Kind kinds[] = {{"ipip", over_ipv4}, {"sit", over_ipv4}, {"ip6tnl", over_ipv6}, {"vti", vti}, {"vti6", vti}};

}  // namespace

constinit const std::span<const Kind> ip_tunnels = kinds;

}  // namespace snet::platform::kinds
