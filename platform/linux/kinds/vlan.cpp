#include <linux/if_link.h>
#include <linux/if_vlan.h>

#include "platform/linux/kinds/kinds.hpp"

namespace snet::platform::kinds {
namespace {

constexpr BitWord flag_words[] = {{VLAN_FLAG_REORDER_HDR, "REORDER_HDR"},
                                  {VLAN_FLAG_GVRP, "GVRP"},
                                  {VLAN_FLAG_MVRP, "MVRP"},
                                  {VLAN_FLAG_LOOSE_BINDING, "LOOSE_BINDING"},
                                  {VLAN_FLAG_BRIDGE_BINDING, "BRIDGE_BINDING"}};

// 802.1Q where an old kernel does not say.
std::optional<Value> protocol(const LinkAttributes& attributes, const Setting& setting) {
    return attributes.has(setting.attribute) ? ethertype(attributes, setting) : std::optional(text_value("802.1q"));
}

std::optional<Value> flags(const LinkAttributes& attributes, const Setting& setting) {
    const auto flags = structure<ifla_vlan_flags>(attributes[setting.attribute]);
    return flags ? std::optional(Value{.data = bit_words(flags->flags, flag_words)}) : std::nullopt;
}

std::optional<Value> priorities(const LinkAttributes& attributes, const Setting& setting) {
    if (!attributes.has(setting.attribute)) return std::nullopt;
    Value::List list;
    for (const auto& [type, payload] : Attributes(attributes[setting.attribute]))
        if (const auto mapping = structure<ifla_vlan_qos_mapping>(payload))
            list.push_back({.data = Fields{{"from", number_value(mapping->from)}, {"to", number_value(mapping->to)}}});
    return Value{.data = std::move(list)};
}

constexpr Setting vlan[] = {
    {IFLA_VLAN_PROTOCOL, "protocol", protocol},
    {IFLA_VLAN_ID, "id", whole<std::uint16_t>},
    {IFLA_VLAN_FLAGS, "flags", flags},
    {IFLA_VLAN_INGRESS_QOS, "ingress_qos", priorities},
    {IFLA_VLAN_EGRESS_QOS, "egress_qos", priorities},
};

constexpr Kind kinds[] = {{"vlan", vlan}};

}  // namespace

constinit const std::span<const Kind> vlans = kinds;

}  // namespace snet::platform::kinds
