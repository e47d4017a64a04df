#include <linux/if_link.h>

#include "platform/linux/kinds/kinds.hpp"

namespace snet::platform::kinds {
namespace {

// A macvlan's modes are bits, one of which is set.
std::optional<Value> macvlan_mode(const LinkAttributes& attributes, const Setting& setting) {
    const auto mode = u32(attributes[setting.attribute]);
    if (!mode) return std::nullopt;
    switch (*mode) {
        case MACVLAN_MODE_PRIVATE:
            return text_value("private");
        case MACVLAN_MODE_VEPA:
            return text_value("vepa");
        case MACVLAN_MODE_BRIDGE:
            return text_value("bridge");
        case MACVLAN_MODE_PASSTHRU:
            return text_value("passthru");
        case MACVLAN_MODE_SOURCE:
            return text_value("source");
        default:
            return text_value("unknown");
    }
}

bool is_source_mode(const LinkAttributes& attributes) {
    return u32(attributes[IFLA_MACVLAN_MODE]) == MACVLAN_MODE_SOURCE;
}

std::optional<Value> source_count(const LinkAttributes& attributes, const Setting& setting) {
    return is_source_mode(attributes) ? whole<std::uint32_t>(attributes, setting) : std::nullopt;
}

std::optional<Value> sources(const LinkAttributes& attributes, const Setting& setting) {
    if (!is_source_mode(attributes) || !attributes.has(setting.attribute)) return std::nullopt;
    Value::List list;
    for (const auto& [type, payload] : Attributes(attributes[setting.attribute]))
        if (type == IFLA_MACVLAN_MACADDR && payload.size() >= 6)
            list.push_back(text_value(octets(payload.first(6), true)));
    return Value{.data = std::move(list)};
}

constexpr Setting macvlan[] = {
    {IFLA_MACVLAN_MODE, "mode", macvlan_mode},
    flag<std::uint16_t>(IFLA_MACVLAN_FLAGS, "nopromisc", MACVLAN_FLAG_NOPROMISC),
    flag<std::uint16_t>(IFLA_MACVLAN_FLAGS, "nodst", MACVLAN_FLAG_NODST),
    {IFLA_MACVLAN_BC_QUEUE_LEN, "bcqueuelen", whole<std::uint32_t>},
    {IFLA_MACVLAN_BC_QUEUE_LEN_USED, "usedbcqueuelen", whole<std::uint32_t>},
    {IFLA_MACVLAN_MACADDR_COUNT, "macaddr_count", source_count},
    {IFLA_MACVLAN_MACADDR_DATA, "macaddr_data", sources},
};

constexpr std::string_view ipvlan_modes[] = {"l2", "l3", "l3s"};

// Neither private nor VEPA is a bridge.
std::optional<Value> bridge_mode(const LinkAttributes& attributes, const Setting& setting) {
    const auto flags = u16(attributes[setting.attribute]);
    return flags && (*flags & setting.bits) == 0 ? std::optional(boolean_value(true)) : std::nullopt;
}

std::optional<Value> vepa_mode(const LinkAttributes& attributes, const Setting& setting) {
    const auto flags = u16(attributes[setting.attribute]).value_or(0);
    const bool vepa = (flags & IPVLAN_F_VEPA) != 0 && (flags & IPVLAN_F_PRIVATE) == 0;
    return vepa ? std::optional(boolean_value(true)) : std::nullopt;
}

constexpr Setting ipvlan[] = {
    {IFLA_IPVLAN_MODE, "mode", word<std::uint16_t>, ipvlan_modes, "unknown"},
    flag<std::uint16_t>(IFLA_IPVLAN_FLAGS, "private", IPVLAN_F_PRIVATE),
    {IFLA_IPVLAN_FLAGS, "vepa", vepa_mode},
    {.attribute = IFLA_IPVLAN_FLAGS, .key = "bridge", .form = bridge_mode, .bits = IPVLAN_F_PRIVATE | IPVLAN_F_VEPA},
};

constexpr Kind kinds[] = {{"macvlan", macvlan}, {"macvtap", macvlan}, {"ipvlan", ipvlan}, {"ipvtap", ipvlan}};

}  // namespace

constinit const std::span<const Kind> macvlans = kinds;

}  // namespace snet::platform::kinds
