#include <linux/if_bridge.h>
#include <linux/if_link.h>

#include <cstdio>

#include "platform/linux/kinds/kinds.hpp"

namespace snet::platform::kinds {
namespace {

// A priority, a dot and a MAC without leading zeros: 8000.2:0:0:0:0:1
std::optional<Value> bridge_id(const LinkAttributes& attributes, const Setting& setting) {
    const Bytes id = attributes[setting.attribute];
    if (id.size() < 8) return std::nullopt;
    char text[32];
    std::snprintf(text, sizeof text, "%02x%02x.%x:%x:%x:%x:%x:%x", id[0], id[1], id[2], id[3], id[4], id[5], id[6],
                  id[7]);
    return text_value(text);
}

// A bridge option that is one bit of many; older kernels do not know each.
std::optional<Value> option_bit(const LinkAttributes& attributes, const Setting& setting) {
    const auto options = structure<br_boolopt_multi>(attributes[setting.attribute]);
    if (!options || (options->optmask & setting.bits) == 0) return std::nullopt;
    return number_value(std::uint32_t{(options->optval & setting.bits) != 0});
}

constexpr std::string_view forwarded_groups[] = {"stp", "", "lacp", "", "", "", "", "", "", "", "", "", "", "", "lldp"};

// "stp,0x2,lacp": which link-local groups are forwarded, lowest bit first.
std::optional<Value> forwarded_group_names(const LinkAttributes& attributes, const Setting& setting) {
    const auto mask = u16(attributes[setting.attribute]);
    if (!mask) return std::nullopt;
    std::string text;
    for (unsigned i = 0; i < 16; ++i) {
        if ((*mask >> i & 1) == 0) continue;
        if (!text.empty()) text += ',';
        const bool named = i < std::size(forwarded_groups) && !forwarded_groups[i].empty();
        text += named ? std::string(forwarded_groups[i]) : to_hexadecimal(std::uint64_t{1} << i);
    }
    return text_value(text.empty() ? "0x0" : text);
}

constexpr std::string_view port_states[] = {"disabled", "listening", "learning", "forwarding", "blocking"};

constexpr auto u8_number = whole<std::uint8_t>;
constexpr auto u16_number = whole<std::uint16_t>;
constexpr auto u32_number = whole<std::uint32_t>;
constexpr auto u64_number = whole<std::uint64_t>;

constexpr Setting bridge[] = {
    {IFLA_BR_FORWARD_DELAY, "forward_delay", u32_number},
    {IFLA_BR_HELLO_TIME, "hello_time", u32_number},
    {IFLA_BR_MAX_AGE, "max_age", u32_number},
    {IFLA_BR_AGEING_TIME, "ageing_time", u32_number},
    {IFLA_BR_STP_STATE, "stp_state", u32_number},
    {IFLA_BR_PRIORITY, "priority", u16_number},
    {IFLA_BR_VLAN_FILTERING, "vlan_filtering", u8_number},
    {IFLA_BR_VLAN_PROTOCOL, "vlan_protocol", ethertype},
    {IFLA_BR_BRIDGE_ID, "bridge_id", bridge_id},
    // iproute2 6.1 prints the bridge's own id here by mistake; this is the root's.
    {IFLA_BR_ROOT_ID, "root_id", bridge_id},
    {IFLA_BR_ROOT_PORT, "root_port", u16_number},
    {IFLA_BR_ROOT_PATH_COST, "root_path_cost", u32_number},
    {IFLA_BR_TOPOLOGY_CHANGE, "topology_change", u8_number},
    {IFLA_BR_TOPOLOGY_CHANGE_DETECTED, "topology_change_detected", u8_number},
    {IFLA_BR_HELLO_TIMER, "hello_timer", centiseconds},
    {IFLA_BR_TCN_TIMER, "tcn_timer", centiseconds},
    {IFLA_BR_TOPOLOGY_CHANGE_TIMER, "topology_change_timer", centiseconds},
    {IFLA_BR_GC_TIMER, "gc_timer", centiseconds},
    {IFLA_BR_VLAN_DEFAULT_PVID, "vlan_default_pvid", u16_number},
    {IFLA_BR_VLAN_STATS_ENABLED, "vlan_stats_enabled", u8_number},
    {IFLA_BR_VLAN_STATS_PER_PORT, "vlan_stats_per_port", u8_number},
    {IFLA_BR_GROUP_FWD_MASK, "group_fwd_mask", hex<std::uint16_t>},
    {IFLA_BR_GROUP_ADDR, "group_addr", mac},
    {IFLA_BR_MCAST_SNOOPING, "mcast_snooping", u8_number},
    {.attribute = IFLA_BR_MULTI_BOOLOPT,
     .key = "no_linklocal_learn",
     .form = option_bit,
     .bits = 1U << BR_BOOLOPT_NO_LL_LEARN},
    {.attribute = IFLA_BR_MULTI_BOOLOPT,
     .key = "mcast_vlan_snooping",
     .form = option_bit,
     .bits = 1U << BR_BOOLOPT_MCAST_VLAN_SNOOPING},
    {IFLA_BR_MCAST_ROUTER, "mcast_router", u8_number},
    {IFLA_BR_MCAST_QUERY_USE_IFADDR, "mcast_query_use_ifaddr", u8_number},
    {IFLA_BR_MCAST_QUERIER, "mcast_querier", u8_number},
    {IFLA_BR_MCAST_HASH_ELASTICITY, "mcast_hash_elasticity", u32_number},
    {IFLA_BR_MCAST_HASH_MAX, "mcast_hash_max", u32_number},
    {IFLA_BR_MCAST_LAST_MEMBER_CNT, "mcast_last_member_cnt", u32_number},
    {IFLA_BR_MCAST_STARTUP_QUERY_CNT, "mcast_startup_query_cnt", u32_number},
    {IFLA_BR_MCAST_LAST_MEMBER_INTVL, "mcast_last_member_intvl", u64_number},
    {IFLA_BR_MCAST_MEMBERSHIP_INTVL, "mcast_membership_intvl", u64_number},
    {IFLA_BR_MCAST_QUERIER_INTVL, "mcast_querier_intvl", u64_number},
    {IFLA_BR_MCAST_QUERY_INTVL, "mcast_query_intvl", u64_number},
    {IFLA_BR_MCAST_QUERY_RESPONSE_INTVL, "mcast_query_response_intvl", u64_number},
    {IFLA_BR_MCAST_STARTUP_QUERY_INTVL, "mcast_startup_query_intvl", u64_number},
    {IFLA_BR_MCAST_STATS_ENABLED, "mcast_stats_enabled", u8_number},
    {IFLA_BR_MCAST_IGMP_VERSION, "mcast_igmp_version", u8_number},
    {IFLA_BR_MCAST_MLD_VERSION, "mcast_mld_version", u8_number},
    {IFLA_BR_NF_CALL_IPTABLES, "nf_call_iptables", u8_number},
    {IFLA_BR_NF_CALL_IP6TABLES, "nf_call_ip6tables", u8_number},
    {IFLA_BR_NF_CALL_ARPTABLES, "nf_call_arptables", u8_number},
};

constexpr Setting bridge_port[] = {
    {IFLA_BRPORT_STATE, "state", word<std::uint8_t>, port_states},
    {IFLA_BRPORT_STATE, "state_index", wordless<std::uint8_t>, port_states},
    {IFLA_BRPORT_PRIORITY, "priority", u16_number},
    {IFLA_BRPORT_COST, "cost", u32_number},
    {IFLA_BRPORT_MODE, "hairpin", boolean},
    {IFLA_BRPORT_GUARD, "guard", boolean},
    {IFLA_BRPORT_PROTECT, "root_block", boolean},
    {IFLA_BRPORT_FAST_LEAVE, "fastleave", boolean},
    {IFLA_BRPORT_LEARNING, "learning", boolean},
    {IFLA_BRPORT_UNICAST_FLOOD, "flood", boolean},
    {IFLA_BRPORT_ID, "id", hex<std::uint16_t>},
    {IFLA_BRPORT_NO, "no", hex<std::uint16_t>},
    {IFLA_BRPORT_DESIGNATED_PORT, "designated_port", u16_number},
    {IFLA_BRPORT_DESIGNATED_COST, "designated_cost", u16_number},
    {IFLA_BRPORT_BRIDGE_ID, "bridge_id", bridge_id},
    {IFLA_BRPORT_ROOT_ID, "root_id", bridge_id},
    {IFLA_BRPORT_HOLD_TIMER, "hold_timer", centiseconds},
    {IFLA_BRPORT_MESSAGE_AGE_TIMER, "message_age_timer", centiseconds},
    {IFLA_BRPORT_FORWARD_DELAY_TIMER, "forward_delay_timer", centiseconds},
    {IFLA_BRPORT_TOPOLOGY_CHANGE_ACK, "topology_change_ack", u8_number},
    {IFLA_BRPORT_CONFIG_PENDING, "config_pending", u8_number},
    {IFLA_BRPORT_PROXYARP, "proxy_arp", boolean},
    {IFLA_BRPORT_PROXYARP_WIFI, "proxy_arp_wifi", boolean},
    {IFLA_BRPORT_MULTICAST_ROUTER, "multicast_router", u8_number},
    {IFLA_BRPORT_MCAST_FLOOD, "mcast_flood", boolean},
    {IFLA_BRPORT_BCAST_FLOOD, "bcast_flood", boolean},
    {IFLA_BRPORT_MCAST_TO_UCAST, "mcast_to_unicast", boolean},
    {IFLA_BRPORT_NEIGH_SUPPRESS, "neigh_suppress", boolean},
    {IFLA_BRPORT_GROUP_FWD_MASK, "group_fwd_mask", hex<std::uint16_t>},
    {IFLA_BRPORT_GROUP_FWD_MASK, "group_fwd_mask_str", forwarded_group_names},
    {IFLA_BRPORT_VLAN_TUNNEL, "vlan_tunnel", boolean},
    {IFLA_BRPORT_ISOLATED, "isolated", boolean},
    {IFLA_BRPORT_LOCKED, "locked", boolean},
    {IFLA_BRPORT_BACKUP_PORT, "backup_port", device},
};

constexpr Kind kinds[] = {{"bridge", bridge}, {"bridge_slave", bridge_port}};

}  // namespace

constinit const std::span<const Kind> bridges = kinds;

}  // namespace snet::platform::kinds
