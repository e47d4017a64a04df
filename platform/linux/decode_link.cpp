#include <linux/if_link.h>
#include <linux/rtnetlink.h>

#include "lib/records/name_text.hpp"
#include "platform/linux/decode.hpp"
#include "platform/linux/kinds/kinds.hpp"
#include "platform/linux/link_details.hpp"

namespace snet::platform {
namespace {

using kinds::LinkAttributes;

std::optional<std::uint32_t> nonzero_index(Bytes payload) {
    const auto index = u32(payload);
    return index && *index != 0 ? index : std::nullopt;
}

std::optional<LinkAddress> link_address(Bytes payload) {
    return payload.empty() ? std::nullopt : std::optional(LinkAddress(payload));
}

std::vector<std::string> alternative_names(Bytes properties) {
    std::vector<std::string> names;
    for (const auto& [type, payload] : Attributes(properties))
        if (type == IFLA_ALT_IFNAME && !payload.empty()) names.emplace_back(string(payload));
    return names;
}

}  // namespace

bool decode_link(Bytes message, const InterfaceQuery& query, Interface& out) {
    const auto header = structure<ifinfomsg>(message);
    if (!header) return false;
    const LinkAttributes attributes(message.subspan(sizeof(ifinfomsg)));
    out = Interface{
        .index = static_cast<std::uint32_t>(header->ifi_index),
        .name = std::string(string(attributes[IFLA_IFNAME])),
        .link_index = nonzero_index(attributes[IFLA_LINK]),
        .link_netns_id = s32(attributes[IFLA_LINK_NETNSID]),
        .flags = header->ifi_flags,
        .mtu = u32(attributes[IFLA_MTU]),
        .qdisc = std::string(string(attributes[IFLA_QDISC])),
        .master_index = nonzero_index(attributes[IFLA_MASTER]),
        .operstate = u8(attributes[IFLA_OPERSTATE]),
        .linkmode = u8(attributes[IFLA_LINKMODE]),
        .group = u32(attributes[IFLA_GROUP]).value_or(0),
        .txqlen = u32(attributes[IFLA_TXQLEN]),
        .link_type = header->ifi_type,
        .address = link_address(attributes[IFLA_ADDRESS]),
        .broadcast = link_address(attributes[IFLA_BROADCAST]),
        .altnames = alternative_names(attributes[IFLA_PROP_LIST]),
        .kind = kinds::decode_kind(attributes[IFLA_LINKINFO], query),
        .details = link_details(attributes, *header, query),
    };
    if (query.statistics) out.statistics = link_statistics(attributes[IFLA_STATS64], attributes[IFLA_STATS]);
    return !out.name.empty();
}

void name_others(Interface& link, FunctionRef<std::string(std::uint32_t)> name) {
    const auto known = [&](std::uint32_t index) {
        std::string found = name(index);
        return found.empty() ? nameless_interface(index) : found;
    };
    if (link.link_index && !link.link_netns_id) link.link = known(*link.link_index);
    if (link.master_index) link.master = known(*link.master_index);
    kinds::name_devices(link.kind, known);
}

}  // namespace snet::platform
