#include <linux/if_link.h>

#include "platform/linux/kinds/kinds.hpp"

namespace snet::platform::kinds {
namespace {

constexpr std::string_view modes[] = {"balance-rr", "active-backup", "balance-xor", "broadcast",
                                      "802.3ad",    "balance-tlb",   "balance-alb"};
constexpr std::string_view validations[] = {"none",   "active",        "backup",       "all",
                                            "filter", "filter_active", "filter_backup"};
constexpr std::string_view target_rules[] = {"any", "all"};
constexpr std::string_view reselections[] = {"always", "better", "failure"};
constexpr std::string_view mac_rules[] = {"none", "active", "follow"};
constexpr std::string_view hash_policies[] = {"layer2", "layer3+4", "layer2+3", "encap2+3", "encap3+4", "vlan+srcmac"};
constexpr std::string_view off_on[] = {"off", "on"};
constexpr std::string_view lacp_rates[] = {"slow", "fast"};
constexpr std::string_view selections[] = {"stable", "bandwidth", "count"};
constexpr std::string_view port_states[] = {"ACTIVE", "BACKUP"};
constexpr std::string_view link_states[] = {"UP", "GOING_DOWN", "DOWN", "GOING_BACK"};
// The port states of IEEE 802.1AX.
constexpr BitWord lacp_states[] = {{0x01, "active"},    {0x02, "short_timeout"}, {0x04, "aggregating"},
                                   {0x08, "in_sync"},   {0x10, "collecting"},    {0x20, "distributing"},
                                   {0x40, "defaulted"}, {0x80, "expired"}};

constexpr std::size_t max_targets = 16;  // BOND_MAX_ARP_TARGETS of the kernel

std::optional<Value> targets(const LinkAttributes& attributes, const Setting& setting) {
    Value::List list;
    for (const auto& [type, payload] : Attributes(attributes[setting.attribute]))
        if (const auto target = ip_address(payload); target && list.size() < max_targets)
            list.push_back(text_value(target->to_string()));
    return list.empty() ? std::nullopt : std::optional(Value{.data = std::move(list)});
}

constexpr auto u8_number = whole<std::uint8_t>;
constexpr auto u16_number = whole<std::uint16_t>;
constexpr auto u32_number = whole<std::uint32_t>;

constexpr Setting aggregator[] = {
    {IFLA_BOND_AD_INFO_AGGREGATOR, "aggregator", u16_number},
    {IFLA_BOND_AD_INFO_NUM_PORTS, "num_ports", u16_number},
    {IFLA_BOND_AD_INFO_ACTOR_KEY, "actor_key", u16_number},
    {IFLA_BOND_AD_INFO_PARTNER_KEY, "partner_key", u16_number},
    {IFLA_BOND_AD_INFO_PARTNER_MAC, "partner_mac", mac},
};

std::optional<Value> aggregator_settings(const LinkAttributes& attributes, const Setting& setting) {
    if (!attributes.has(setting.attribute)) return std::nullopt;
    return Value{.data = decode_settings(aggregator, LinkAttributes(attributes[setting.attribute]))};
}

template <class Number>
std::optional<Value> lacp_state_words(const LinkAttributes& attributes, const Setting& setting) {
    const auto state = number<Number>(attributes[setting.attribute]);
    return state ? std::optional(Value{.data = bit_words(*state, lacp_states)}) : std::nullopt;
}

constexpr Setting bond[] = {
    {IFLA_BOND_MODE, "mode", word<std::uint8_t>, modes, "UNKNOWN"},
    {IFLA_BOND_ACTIVE_SLAVE, "active_slave", optional_device},
    {IFLA_BOND_MIIMON, "miimon", u32_number},
    {IFLA_BOND_UPDELAY, "updelay", u32_number},
    {IFLA_BOND_DOWNDELAY, "downdelay", u32_number},
    {IFLA_BOND_PEER_NOTIF_DELAY, "peer_notify_delay", u32_number},
    {IFLA_BOND_USE_CARRIER, "use_carrier", u8_number},
    {IFLA_BOND_ARP_INTERVAL, "arp_interval", u32_number},
    {IFLA_BOND_MISSED_MAX, "arp_missed_max", u8_number},
    {IFLA_BOND_ARP_IP_TARGET, "arp_ip_target", targets},
    {IFLA_BOND_NS_IP6_TARGET, "ns_ip6_target", targets},
    // `ip` prints null for "none", as if it did not know.
    {IFLA_BOND_ARP_VALIDATE, "arp_validate", word<std::uint32_t>, validations, "UNKNOWN"},
    {IFLA_BOND_ARP_ALL_TARGETS, "arp_all_targets", word<std::uint32_t>, target_rules, "UNKNOWN"},
    {IFLA_BOND_PRIMARY, "primary", optional_device},
    {IFLA_BOND_PRIMARY_RESELECT, "primary_reselect", word<std::uint8_t>, reselections, "UNKNOWN"},
    {IFLA_BOND_FAIL_OVER_MAC, "fail_over_mac", word<std::uint8_t>, mac_rules, "UNKNOWN"},
    {IFLA_BOND_XMIT_HASH_POLICY, "xmit_hash_policy", word<std::uint8_t>, hash_policies, "UNKNOWN"},
    {IFLA_BOND_RESEND_IGMP, "resend_igmp", u32_number},
    {IFLA_BOND_NUM_PEER_NOTIF, "num_peer_notif", u8_number},
    {IFLA_BOND_ALL_SLAVES_ACTIVE, "all_slaves_active", u8_number},
    {IFLA_BOND_MIN_LINKS, "min_links", u32_number},
    {IFLA_BOND_LP_INTERVAL, "lp_interval", u32_number},
    {IFLA_BOND_PACKETS_PER_SLAVE, "packets_per_slave", u32_number},
    {IFLA_BOND_AD_LACP_ACTIVE, "ad_lacp_active", word<std::uint8_t>, off_on, "UNKNOWN"},
    {IFLA_BOND_AD_LACP_RATE, "ad_lacp_rate", word<std::uint8_t>, lacp_rates, "UNKNOWN"},
    {IFLA_BOND_AD_SELECT, "ad_select", word<std::uint8_t>, selections, "UNKNOWN"},
    {IFLA_BOND_AD_INFO, "ad_info", aggregator_settings},
    {IFLA_BOND_AD_ACTOR_SYS_PRIO, "ad_actor_sys_prio", u16_number},
    {IFLA_BOND_AD_USER_PORT_KEY, "ad_user_port_key", u16_number},
    {IFLA_BOND_AD_ACTOR_SYSTEM, "ad_actor_system", mac},
    {IFLA_BOND_TLB_DYNAMIC_LB, "tlb_dynamic_lb", u8_number},
};

constexpr Setting bond_port[] = {
    {IFLA_BOND_SLAVE_STATE, "state", word<std::uint8_t>, port_states},
    {IFLA_BOND_SLAVE_STATE, "state_index", wordless<std::uint8_t>, port_states},
    {IFLA_BOND_SLAVE_MII_STATUS, "mii_status", word<std::uint8_t>, link_states},
    {IFLA_BOND_SLAVE_MII_STATUS, "mii_status_index", wordless<std::uint8_t>, link_states},
    {IFLA_BOND_SLAVE_LINK_FAILURE_COUNT, "link_failure_count", u32_number},
    {IFLA_BOND_SLAVE_PERM_HWADDR, "perm_hwaddr", mac},
    {IFLA_BOND_SLAVE_QUEUE_ID, "queue_id", u16_number},
    {IFLA_BOND_SLAVE_PRIO, "prio", whole<std::int32_t>},
    {IFLA_BOND_SLAVE_AD_AGGREGATOR_ID, "ad_aggregator_id", u16_number},
    {IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE, "ad_actor_oper_port_state", u8_number},
    {IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE, "ad_actor_oper_port_state_str", lacp_state_words<std::uint8_t>},
    {IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE, "ad_partner_oper_port_state", u16_number},
    {IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE, "ad_partner_oper_port_state_str", lacp_state_words<std::uint16_t>},
};

constexpr Kind kinds[] = {{"bond", bond}, {"bond_slave", bond_port}};

}  // namespace

constinit const std::span<const Kind> bonds = kinds;

}  // namespace snet::platform::kinds
