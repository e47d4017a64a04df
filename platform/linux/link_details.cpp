#include "platform/linux/link_details.hpp"

#include <linux/if_link.h>
#include <sys/socket.h>

#include <algorithm>

#include "snet/link_address.hpp"

namespace snet::platform {
namespace {

using kinds::boolean_value;
using kinds::hex_string;
using kinds::LinkAttributes;
using kinds::number_value;
using kinds::Setting;
using kinds::text_value;

constexpr auto u32_number = kinds::whole<std::uint32_t>;

constexpr std::string_view address_modes[] = {"eui64", "none", "stable_secret", "random"};

// How IPv6 addresses are made on the link; it stands two nests deep.
std::optional<Value> address_mode(const LinkAttributes& attributes, const Setting& setting) {
    for (const auto& [family, payload] : Attributes(attributes[setting.attribute])) {
        if (family != AF_INET6) continue;
        const auto mode = u8(AttributeTable<IFLA_INET6_ADDR_GEN_MODE>(payload)[IFLA_INET6_ADDR_GEN_MODE]);
        if (!mode) return std::nullopt;
        if (*mode < std::size(address_modes)) return text_value(std::string(address_modes[*mode]));
        return text_value(to_hexadecimal(*mode, 2));
    }
    return std::nullopt;
}

// What `ip -d` adds.
constexpr Setting details[] = {
    {IFLA_PROMISCUITY, "promiscuity", u32_number},
    {IFLA_ALLMULTI, "allmulti", u32_number},
    {IFLA_MIN_MTU, "min_mtu", u32_number},
    {IFLA_MAX_MTU, "max_mtu", u32_number},
    {IFLA_AF_SPEC, "inet6_addr_gen_mode", address_mode},
    {IFLA_NUM_TX_QUEUES, "num_tx_queues", u32_number},
    {IFLA_NUM_RX_QUEUES, "num_rx_queues", u32_number},
    {IFLA_GSO_MAX_SIZE, "gso_max_size", u32_number},
    {IFLA_GSO_MAX_SEGS, "gso_max_segs", u32_number},
    {IFLA_TSO_MAX_SIZE, "tso_max_size", u32_number},
    {IFLA_TSO_MAX_SEGS, "tso_max_segs", u32_number},
    {IFLA_GRO_MAX_SIZE, "gro_max_size", u32_number},
    {IFLA_PHYS_PORT_NAME, "phys_port_name", kinds::text},
    {IFLA_PHYS_PORT_ID, "phys_port_id", hex_string},
    {IFLA_PHYS_SWITCH_ID, "phys_switch_id", hex_string},
    {IFLA_PARENT_DEV_BUS_NAME, "parentbus", kinds::text},
    {IFLA_PARENT_DEV_NAME, "parentdev", kinds::text},
};

void add_permanent_address(Fields& fields, const LinkAttributes& attributes, std::uint16_t link_type) {
    const Bytes permanent = attributes[IFLA_PERM_ADDRESS];
    if (permanent.empty() || std::ranges::equal(permanent, attributes[IFLA_ADDRESS])) return;
    fields.push_back({"permaddr", text_value(LinkAddress(permanent).to_string(link_type))});
}

// Why a program holds the link down: one bit for each reason, by its number.
void add_protocol_down(Fields& fields, const LinkAttributes& attributes) {
    if (!attributes.has(IFLA_PROTO_DOWN)) return;
    if (u8(attributes[IFLA_PROTO_DOWN]).value_or(0) != 0) fields.push_back({"proto_down", boolean_value(true)});
    const AttributeTable<IFLA_PROTO_DOWN_REASON_VALUE> reason(attributes[IFLA_PROTO_DOWN_REASON]);
    const auto bits = u32(reason[IFLA_PROTO_DOWN_REASON_VALUE]).value_or(0);
    if (bits == 0) return;
    Value::List list;
    for (unsigned i = 0; i < 32; ++i)
        if ((bits >> i & 1) != 0) list.push_back(text_value(std::to_string(i)));
    fields.push_back({"proto_down_reason", {.data = std::move(list)}});
}

}  // namespace

Fields link_details(const LinkAttributes& attributes, const ifinfomsg& header, const InterfaceQuery& query) {
    Fields fields;
    if (auto xdp = xdp_programs(attributes[IFLA_XDP])) fields.push_back({"xdp", std::move(*xdp)});
    add_permanent_address(fields, attributes, header.ifi_type);
    add_protocol_down(fields, attributes);
    if (query.details)
        for (Field& field : kinds::decode_settings(details, attributes))
            fields.push_back(std::move(field));
    if (const auto alias = string(attributes[IFLA_IFALIAS]); !alias.empty())
        fields.push_back({"ifalias", text_value(std::string(alias))});
    if (attributes.has(IFLA_VFINFO_LIST) && attributes.has(IFLA_NUM_VF))
        fields.push_back(
            {"vfinfo_list", {.data = virtual_functions(attributes[IFLA_VFINFO_LIST], header, query.statistics)}});
    return fields;
}

}  // namespace snet::platform
