#include "platform/linux/encapsulation_ip.hpp"

#include <linux/lwtunnel.h>

#include <utility>

#include "platform/linux/family.hpp"
#include "platform/linux/kinds/setting.hpp"

namespace snet::platform {

namespace {

using kinds::boolean_value;
using kinds::number_value;
using kinds::text_value;

// TUNNEL_* of linux/if_tunnel.h, which are in network byte order.
constexpr unsigned tunnel_checksum = 0x01;
constexpr unsigned tunnel_key = 0x04;
constexpr unsigned tunnel_sequence = 0x08;

// Options follow each other in one nest; each starts with its class.
Value geneve_options(Bytes bytes) {
    Value::List options;
    Fields option;
    const auto finish = [&] {
        if (!option.empty()) options.push_back({.data = std::exchange(option, {})});
    };
    for (const auto& [type, payload] : Attributes(bytes)) {
        if (type == LWTUNNEL_IP_OPT_GENEVE_CLASS) {
            finish();
            if (const auto value = be16(payload)) option.push_back({"class", number_value(*value)});
        } else if (type == LWTUNNEL_IP_OPT_GENEVE_TYPE) {
            if (const auto value = u8(payload)) option.push_back({"type", number_value(*value)});
        } else if (type == LWTUNNEL_IP_OPT_GENEVE_DATA) {
            option.push_back({"data", text_value(kinds::octets(payload, false))});
        }
    }
    finish();
    return {.data = std::move(options)};
}

Value only_option(Fields option) {
    return {.data = Value::List{{.data = std::move(option)}}};
}

Value vxlan_options(Bytes bytes) {
    const auto policy = u32(AttributeTable<LWTUNNEL_IP_OPT_VXLAN_MAX>(bytes)[LWTUNNEL_IP_OPT_VXLAN_GBP]);
    return only_option({{"gbp", number_value(policy.value_or(0))}});
}

Value erspan_options(Bytes bytes) {
    const AttributeTable<LWTUNNEL_IP_OPT_ERSPAN_MAX> attributes(bytes);
    const auto version = u8(attributes[LWTUNNEL_IP_OPT_ERSPAN_VER]).value_or(0);
    const bool first = version == 1;
    const auto index = be32(attributes[LWTUNNEL_IP_OPT_ERSPAN_INDEX]).value_or(0);
    const auto direction = u8(attributes[LWTUNNEL_IP_OPT_ERSPAN_DIR]).value_or(0);
    const auto hardware = u8(attributes[LWTUNNEL_IP_OPT_ERSPAN_HWID]).value_or(0);
    return only_option({{"ver", number_value(version)},
                        {"index", number_value(first ? index : 0U)},
                        {"dir", number_value(first ? std::uint8_t{0} : direction)},
                        {"hwid", number_value(first ? std::uint8_t{0} : hardware)}});
}

void add_options(Bytes bytes, Fields& out) {
    const AttributeTable<LWTUNNEL_IP_OPTS_MAX> attributes(bytes);
    if (attributes.has(LWTUNNEL_IP_OPTS_GENEVE))
        out.push_back({"geneve_opts", geneve_options(attributes[LWTUNNEL_IP_OPTS_GENEVE])});
    else if (attributes.has(LWTUNNEL_IP_OPTS_VXLAN))
        out.push_back({"vxlan_opts", vxlan_options(attributes[LWTUNNEL_IP_OPTS_VXLAN])});
    else if (attributes.has(LWTUNNEL_IP_OPTS_ERSPAN))
        out.push_back({"erspan_opts", erspan_options(attributes[LWTUNNEL_IP_OPTS_ERSPAN])});
}

void add_flags(std::uint16_t flags, Fields& out) {
    if ((flags & tunnel_key) != 0) out.push_back({"key", boolean_value(true)});
    if ((flags & tunnel_checksum) != 0) out.push_back({"csum", boolean_value(true)});
    if ((flags & tunnel_sequence) != 0) out.push_back({"seq", boolean_value(true)});
}

}  // namespace

void add_ip_tunnel(Family family, Bytes bytes, Fields& out) {
    static_assert(int{LWTUNNEL_IP_TTL} == int{LWTUNNEL_IP6_HOPLIMIT} && int{LWTUNNEL_IP_TOS} == int{LWTUNNEL_IP6_TC} &&
                  int{LWTUNNEL_IP_OPTS} == int{LWTUNNEL_IP6_OPTS});
    const bool is_ipv4 = family == Family::ipv4;
    const AttributeTable<LWTUNNEL_IP_MAX> attributes(bytes);
    if (const auto id = be64(attributes[LWTUNNEL_IP_ID])) out.push_back({"id", number_value(*id)});
    if (const auto address = ip_address(family, attributes[LWTUNNEL_IP_SRC]))
        out.push_back({"src", text_value(address->to_string())});
    if (const auto address = ip_address(family, attributes[LWTUNNEL_IP_DST]))
        out.push_back({"dst", text_value(address->to_string())});
    if (const auto hops = u8(attributes[LWTUNNEL_IP_TTL]))
        out.push_back({is_ipv4 ? "ttl" : "hoplimit", number_value(*hops)});
    if (const auto service = u8(attributes[LWTUNNEL_IP_TOS]))
        out.push_back({is_ipv4 ? "tos" : "tc", number_value(*service)});
    if (const auto flags = be16(attributes[LWTUNNEL_IP_FLAGS])) add_flags(*flags, out);
    if (attributes.has(LWTUNNEL_IP_OPTS)) add_options(attributes[LWTUNNEL_IP_OPTS], out);
}

}  // namespace snet::platform
