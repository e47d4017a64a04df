#include "platform/linux/kinds/kinds.hpp"

#include <linux/if_link.h>

#include <array>
#include <variant>

namespace snet::platform::kinds {
namespace {

// Where the kind whose ports these are keeps its table.
std::string port_kind(std::string_view kind) {
    return std::string(kind) + "_slave";
}

std::string device_name(std::uint64_t index, FunctionRef<std::string(std::uint32_t)> name) {
    return index == 0 ? "*" : name(static_cast<std::uint32_t>(index));
}

void name_settings(Fields& fields, std::span<const Setting> settings, FunctionRef<std::string(std::uint32_t)> name) {
    for (const Setting& setting : settings) {
        if (setting.form != device && setting.form != optional_device) continue;
        for (Field& field : fields)
            if (const auto* index = std::get_if<std::uint64_t>(&field.value.data); index && field.key == setting.key)
                field.value = text_value(device_name(*index, name));
    }
}

}  // namespace

std::span<const Setting> settings_of(std::string_view name) {
    for (const auto family :
         {bridges, vlans, bonds, macvlans, tuns, udp_tunnels, ip_tunnels, gre_tunnels, plain_kinds, macsecs, cans})
        for (const Kind& kind : family)
            if (kind.name == name) return kind.settings;
    return {};
}

LinkKind decode_kind(Bytes link_info, const InterfaceQuery& query) {
    const AttributeTable<IFLA_INFO_SLAVE_DATA> attributes(link_info);
    LinkKind kind{.kind = std::string(string(attributes[IFLA_INFO_KIND])),
                  .slave_kind = std::string(string(attributes[IFLA_INFO_SLAVE_KIND]))};
    if (!query.details) return kind;
    if (attributes.has(IFLA_INFO_DATA))
        kind.data = decode_settings(settings_of(kind.kind), LinkAttributes(attributes[IFLA_INFO_DATA]));
    if (query.statistics && kind.kind == "can") kind.counters = can_counters(attributes[IFLA_INFO_XSTATS]);
    if (attributes.has(IFLA_INFO_SLAVE_DATA))
        kind.slave_data =
            decode_settings(settings_of(port_kind(kind.slave_kind)), LinkAttributes(attributes[IFLA_INFO_SLAVE_DATA]));
    return kind;
}

void name_devices(LinkKind& kind, FunctionRef<std::string(std::uint32_t)> name) {
    if (!kind.data.empty()) name_settings(kind.data, settings_of(kind.kind), name);
    if (!kind.slave_data.empty()) name_settings(kind.slave_data, settings_of(port_kind(kind.slave_kind)), name);
}

}  // namespace snet::platform::kinds
