#include "platform/linux/kinds/kinds.hpp"

#include <linux/if_link.h>

#include <array>
#include <variant>

namespace snet::platform::kinds {
namespace {

// None if it has nothing of its own to show.
const Kind* find_kind(std::string_view name) {
    for (const auto family :
         {bridges, vlans, bonds, macvlans, tuns, udp_tunnels, ip_tunnels, gre_tunnels, plain_kinds, macsecs, cans})
        for (const Kind& kind : family)
            if (kind.name == name) return &kind;
    return nullptr;
}

// Where the kind whose ports these are keeps its table.
std::string port_kind(std::string_view kind) {
    return std::string(kind) + "_slave";
}

std::string device_name(std::uint64_t index, FunctionRef<std::string(std::uint32_t)> name) {
    return index == 0 ? "*" : name(static_cast<std::uint32_t>(index));
}

using InfoAttributes = AttributeTable<IFLA_INFO_SLAVE_DATA>;

Fields decode_data(const Kind& kind, const InfoAttributes& attributes, std::uint16_t type) {
    return attributes.has(type) ? decode_settings(kind.settings, LinkAttributes(attributes[type])) : Fields();
}

void name_settings(Fields& fields, std::string_view kind, FunctionRef<std::string(std::uint32_t)> name) {
    const Kind* known = fields.empty() ? nullptr : find_kind(kind);
    if (known == nullptr) return;
    for (const Setting& setting : known->settings) {
        if (setting.form != device && setting.form != optional_device) continue;
        for (Field& field : fields)
            if (const auto* index = std::get_if<std::uint64_t>(&field.value.data); index && field.key == setting.key)
                field.value = text_value(device_name(*index, name));
    }
}

}  // namespace

LinkKind decode_kind(Bytes link_info, const InterfaceQuery& query) {
    const InfoAttributes attributes(link_info);
    LinkKind kind{.kind = std::string(string(attributes[IFLA_INFO_KIND])),
                  .slave_kind = std::string(string(attributes[IFLA_INFO_SLAVE_KIND]))};
    if (!query.details) return kind;
    if (const Kind* known = find_kind(kind.kind)) {
        kind.data = decode_data(*known, attributes, IFLA_INFO_DATA);
        if (query.statistics && known->counters != nullptr)
            kind.counters = known->counters(attributes[IFLA_INFO_XSTATS]);
    }
    if (const Kind* known = find_kind(port_kind(kind.slave_kind)))
        kind.slave_data = decode_data(*known, attributes, IFLA_INFO_SLAVE_DATA);
    return kind;
}

void name_devices(LinkKind& kind, FunctionRef<std::string(std::uint32_t)> name) {
    name_settings(kind.data, kind.kind, name);
    name_settings(kind.slave_data, port_kind(kind.slave_kind), name);
}

}  // namespace snet::platform::kinds
