#include <linux/if_arp.h>
#include <linux/if_ether.h>
#include <linux/if_link.h>

#include <algorithm>

#include "platform/linux/link_details.hpp"
#include "snet/interface.hpp"
#include "snet/link_address.hpp"

namespace snet::platform {
namespace {

using kinds::boolean_value;
using kinds::number_value;
using kinds::text_value;

using FunctionAttributes = AttributeTable<IFLA_VF_MAX>;

constexpr std::size_t infiniband_size = 20;

// The kernel's structures have room for the longest kind of address.
std::string address_text(Bytes room, std::uint16_t link_type) {
    const std::size_t size = link_type == ARPHRD_ETHER ? ETH_ALEN : infiniband_size;
    return LinkAddress(room.first(std::min(size, room.size()))).to_string(link_type);
}

void add_vlan(Fields& fields, std::uint32_t vlan, std::uint32_t priority) {
    if (vlan != 0) fields.push_back({"vlan", number_value(vlan)});
    if (priority != 0) fields.push_back({"qos", number_value(priority)});
}

Value::List vlans(Bytes list) {
    Value::List values;
    for (const auto& [type, payload] : Attributes(list)) {
        const auto vlan = structure<ifla_vf_vlan_info>(payload);
        if (!vlan) continue;
        Fields fields;
        add_vlan(fields, vlan->vlan, vlan->qos);
        const std::uint16_t protocol = be16(payload.subspan(offsetof(ifla_vf_vlan_info, vlan_proto), 2)).value_or(0);
        if (protocol != 0 && protocol != ETH_P_8021Q)
            fields.push_back({"protocol", text_value(kinds::ethertype_name(protocol))});
        values.push_back({.data = std::move(fields)});
    }
    return values;
}

void add_rates(Fields& fields, const FunctionAttributes& function) {
    if (const auto rate = structure<ifla_vf_tx_rate>(function[IFLA_VF_TX_RATE]); rate && rate->rate != 0)
        fields.push_back({"tx_rate", number_value(rate->rate)});
    if (const auto rate = structure<ifla_vf_rate>(function[IFLA_VF_RATE]))
        fields.push_back({"rate",
                          {.data = Fields{{"max_tx", number_value(rate->max_tx_rate)},
                                          {"min_tx", number_value(rate->min_tx_rate)}}}});
}

// All ones: the card does not say. The three structures are one: the function's number, then the setting.
void add_switch(Fields& fields, const char* key, Bytes payload) {
    static_assert(sizeof(ifla_vf_spoofchk) == sizeof(ifla_vf_trust));
    static_assert(sizeof(ifla_vf_spoofchk) == sizeof(ifla_vf_rss_query_en));
    const auto setting = structure<ifla_vf_spoofchk>(payload);
    if (setting && setting->setting != 0xffffffff) fields.push_back({key, boolean_value(setting->setting != 0)});
}

void add_guid(Fields& fields, const char* key, Bytes payload) {
    if (payload.size() >= sizeof(ifla_vf_guid))
        fields.push_back({key, text_value(kinds::octets(payload.subspan(offsetof(ifla_vf_guid, guid), 8), true))});
}

void add_link_state(Fields& fields, Bytes payload) {
    const auto state = structure<ifla_vf_link_state>(payload);
    if (!state) return;
    const char* word = state->link_state == IFLA_VF_LINK_STATE_AUTO     ? "auto"
                       : state->link_state == IFLA_VF_LINK_STATE_ENABLE ? "enable"
                                                                        : "disable";
    fields.push_back({"link_state", text_value(word)});
}

struct Counter {
    std::uint16_t attribute;
    const char* key;
    bool always;
};

constexpr Counter received[] = {{IFLA_VF_STATS_RX_BYTES, "bytes", true},
                                {IFLA_VF_STATS_RX_PACKETS, "packets", true},
                                {IFLA_VF_STATS_MULTICAST, "multicast", true},
                                {IFLA_VF_STATS_BROADCAST, "broadcast", true},
                                {IFLA_VF_STATS_RX_DROPPED, "dropped", false}};
// The prefix on two of them is iproute2's.
constexpr Counter sent[] = {{IFLA_VF_STATS_TX_BYTES, "tx_bytes", true},
                            {IFLA_VF_STATS_TX_PACKETS, "tx_packets", true},
                            {IFLA_VF_STATS_TX_DROPPED, "dropped", false}};

Value counts(std::span<const Counter> keys, const AttributeTable<IFLA_VF_STATS_MAX>& statistics) {
    Fields fields;
    for (const auto& [attribute, key, always] : keys)
        if (always || statistics.has(attribute))
            fields.push_back({key, number_value(u64(statistics[attribute]).value_or(0))});
    return {.data = std::move(fields)};
}

Fields virtual_function(const FunctionAttributes& function, const ifinfomsg& header, bool with_statistics) {
    Fields fields;
    if (const auto mac = structure<ifla_vf_mac>(function[IFLA_VF_MAC])) {
        fields.push_back({"vf", number_value(mac->vf)});
        fields.push_back({"link_type", text_value(link_type_name(header.ifi_type))});
        fields.push_back({"address", text_value(address_text(mac->mac, header.ifi_type))});
    }
    if (const auto broadcast = structure<ifla_vf_broadcast>(function[IFLA_VF_BROADCAST])) {
        if ((header.ifi_flags & IFF_POINTOPOINT) != 0) fields.push_back({"link_pointtopoint", boolean_value(true)});
        fields.push_back({"broadcast", text_value(address_text(broadcast->broadcast, header.ifi_type))});
    }
    if (function.has(IFLA_VF_VLAN_LIST))
        fields.push_back({"vlan_list", {.data = vlans(function[IFLA_VF_VLAN_LIST])}});
    else if (const auto vlan = structure<ifla_vf_vlan>(function[IFLA_VF_VLAN]))
        add_vlan(fields, vlan->vlan, vlan->qos);
    add_rates(fields, function);
    add_switch(fields, "spoofchk", function[IFLA_VF_SPOOFCHK]);
    add_guid(fields, "node guid", function[IFLA_VF_IB_NODE_GUID]);
    add_guid(fields, "port guid", function[IFLA_VF_IB_PORT_GUID]);
    add_link_state(fields, function[IFLA_VF_LINK_STATE]);
    add_switch(fields, "trust", function[IFLA_VF_TRUST]);
    add_switch(fields, "query_rss_en", function[IFLA_VF_RSS_QUERY_EN]);
    if (with_statistics && function.has(IFLA_VF_STATS)) {
        const AttributeTable<IFLA_VF_STATS_MAX> statistics(function[IFLA_VF_STATS]);
        fields.push_back(
            {"stats", {.data = Fields{{"rx", counts(received, statistics)}, {"tx", counts(sent, statistics)}}}});
    }
    return fields;
}

}  // namespace

Value::List virtual_functions(Bytes list, const ifinfomsg& header, bool with_statistics) {
    Value::List values;
    for (const auto& [type, payload] : Attributes(list))
        if (type == IFLA_VF_INFO)
            values.push_back({.data = virtual_function(FunctionAttributes(payload), header, with_statistics)});
    return values;
}

}  // namespace snet::platform
