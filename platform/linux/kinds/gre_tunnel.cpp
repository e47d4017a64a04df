#include "platform/linux/kinds/kinds.hpp"
#include "platform/linux/kinds/tunnel.hpp"

// gre, gretap, erspan and their IPv6 forms.
namespace snet::platform::kinds {
namespace {

// GRE_* of linux/if_tunnel.h in the host's byte order.
constexpr std::uint32_t has_checksum = 0x8000;
constexpr std::uint32_t has_key = 0x2000;
constexpr std::uint32_t has_sequence = 0x1000;

bool has(const LinkAttributes& attributes, std::uint16_t direction, std::uint32_t bits) {
    return (be16(attributes[direction]).value_or(0) & bits) != 0;
}

std::optional<Value> header_bit(const LinkAttributes& attributes, const Setting& setting) {
    return has(attributes, setting.attribute, setting.bits) ? std::optional(boolean_value(true)) : std::nullopt;
}

// A key is written as an IPv4 address, and is one only if the flags of its direction say so.
template <std::uint16_t direction>
std::optional<Value> key(const LinkAttributes& attributes, const Setting& setting) {
    return has(attributes, direction, has_key) ? address(attributes, setting) : std::nullopt;
}

std::optional<Value> erspan_direction(const LinkAttributes& attributes, const Setting& setting) {
    const auto direction = u8(attributes[setting.attribute]);
    return direction ? std::optional(text_value(*direction == 0 ? "ingress" : "egress")) : std::nullopt;
}

std::optional<Value> encapsulation(const LinkAttributes& attributes, const Setting&) {
    return udp_encapsulation(attributes, IFLA_GRE_ENCAP_TYPE, IFLA_GRE_ENCAP_FLAGS, IFLA_GRE_ENCAP_SPORT,
                             IFLA_GRE_ENCAP_DPORT);
}

constexpr Setting gre[] = {
    {IFLA_GRE_COLLECT_METADATA, "external", present},
    {IFLA_GRE_REMOTE, "remote", endpoint},
    {IFLA_GRE_LOCAL, "local", endpoint},
    {IFLA_GRE_LINK, "link", optional_device},
    {IFLA_GRE_TTL, "ttl", whole_or_zero<std::uint8_t>},
    {IFLA_GRE_TOS, "tos", nonzero_hex<std::uint8_t>},
    {IFLA_GRE_PMTUDISC, "pmtudisc", boolean},
    {IFLA_GRE_IGNORE_DF, "ignore_df", only_true},
    {IFLA_GRE_IKEY, "ikey", key<IFLA_GRE_IFLAGS>},
    {IFLA_GRE_OKEY, "okey", key<IFLA_GRE_OFLAGS>},
    {.attribute = IFLA_GRE_IFLAGS, .key = "iseq", .form = header_bit, .bits = has_sequence},
    {.attribute = IFLA_GRE_OFLAGS, .key = "oseq", .form = header_bit, .bits = has_sequence},
    {.attribute = IFLA_GRE_IFLAGS, .key = "icsum", .form = header_bit, .bits = has_checksum},
    {.attribute = IFLA_GRE_OFLAGS, .key = "ocsum", .form = header_bit, .bits = has_checksum},
    {IFLA_GRE_FWMARK, "fwmark", nonzero_hex<std::uint32_t>},
    {IFLA_GRE_ERSPAN_INDEX, "erspan_index", whole<std::uint32_t>},
    {IFLA_GRE_ERSPAN_VER, "erspan_ver", whole<std::uint8_t>},
    {IFLA_GRE_ERSPAN_DIR, "erspan_dir", erspan_direction},
    {IFLA_GRE_ERSPAN_HWID, "erspan_hwid", hex<std::uint16_t>},
    {IFLA_GRE_ENCAP_TYPE, "encap", encapsulation},
};

constexpr std::uint16_t flags = IFLA_GRE_FLAGS;

constexpr Setting gre6[] = {
    {IFLA_GRE_COLLECT_METADATA, "external", present},
    {IFLA_GRE_REMOTE, "remote", endpoint},
    {IFLA_GRE_LOCAL, "local", endpoint},
    {IFLA_GRE_LINK, "link", optional_device},
    {IFLA_GRE_TTL, "ttl", whole_or_zero<std::uint8_t>},
    flag<std::uint32_t>(flags, "ip6_tnl_f_ign_encap_limit", IP6_TNL_F_IGN_ENCAP_LIMIT),
    {IFLA_GRE_ENCAP_LIMIT, "encap_limit", encapsulation_limit<flags>},
    flag<std::uint32_t>(flags, "ip6_tnl_f_use_orig_tclass", IP6_TNL_F_USE_ORIG_TCLASS),
    {IFLA_GRE_FLOWINFO, "tclass", traffic_class<flags>},
    flag<std::uint32_t>(flags, "ip6_tnl_f_use_orig_flowlabel", IP6_TNL_F_USE_ORIG_FLOWLABEL),
    {IFLA_GRE_FLOWINFO, "flowlabel", tunnel_flow_label<flags>},
    flag<std::uint32_t>(flags, "ip6_tnl_f_rcv_dscp_copy", IP6_TNL_F_RCV_DSCP_COPY),
    {IFLA_GRE_IKEY, "ikey", key<IFLA_GRE_IFLAGS>},
    {IFLA_GRE_OKEY, "okey", key<IFLA_GRE_OFLAGS>},
    {.attribute = IFLA_GRE_IFLAGS, .key = "iseq", .form = header_bit, .bits = has_sequence},
    {.attribute = IFLA_GRE_OFLAGS, .key = "oseq", .form = header_bit, .bits = has_sequence},
    {.attribute = IFLA_GRE_IFLAGS, .key = "icsum", .form = header_bit, .bits = has_checksum},
    {.attribute = IFLA_GRE_OFLAGS, .key = "ocsum", .form = header_bit, .bits = has_checksum},
    flag<std::uint32_t>(flags, "ip6_tnl_f_allow_local_remote", IP6_TNL_F_ALLOW_LOCAL_REMOTE),
    flag<std::uint32_t>(flags, "ip6_tnl_f_use_orig_fwmark", IP6_TNL_F_USE_ORIG_FWMARK),
    {IFLA_GRE_FWMARK, "fwmark", firewall_mark<flags>},
    {IFLA_GRE_ERSPAN_INDEX, "erspan_index", whole<std::uint32_t>},
    {IFLA_GRE_ERSPAN_VER, "erspan_ver", whole<std::uint8_t>},
    {IFLA_GRE_ERSPAN_DIR, "erspan_dir", erspan_direction},
    {IFLA_GRE_ERSPAN_HWID, "erspan_hwid", hex<std::uint16_t>},
    {IFLA_GRE_ENCAP_TYPE, "encap", encapsulation},
};

constexpr Kind kinds[] = {{"gre", gre},     {"gretap", gre},     {"erspan", gre},
                          {"ip6gre", gre6}, {"ip6gretap", gre6}, {"ip6erspan", gre6}};

}  // namespace

constinit const std::span<const Kind> gre_tunnels = kinds;

}  // namespace snet::platform::kinds
