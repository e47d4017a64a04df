#include <linux/if_link.h>
#include <linux/wwan.h>

#include "platform/linux/kinds/kinds.hpp"

// Kinds with few settings: vrf, hsr, ipoib, rmnet, wwan, dsa, xfrm.
namespace snet::platform::kinds {
namespace {

constexpr Setting vrf[] = {{IFLA_VRF_TABLE, "table", whole<std::uint32_t>}};
constexpr Setting vrf_port[] = {{IFLA_VRF_PORT_TABLE, "table", whole<std::uint32_t>}};

constexpr Setting hsr[] = {
    {IFLA_HSR_SLAVE1, "slave1", device},
    {IFLA_HSR_SLAVE2, "slave2", device},
    {IFLA_HSR_SEQ_NR, "seq_nr", whole<std::uint16_t>},
    {IFLA_HSR_SUPERVISION_ADDR, "supervision_addr", mac},
    {IFLA_HSR_PROTOCOL, "proto", whole<std::uint8_t>},
};

constexpr std::string_view ipoib_modes[] = {"datagram", "connected"};

std::optional<Value> partition_key(const LinkAttributes& attributes, const Setting& setting) {
    const auto key = u16(attributes[setting.attribute]);
    return key ? std::optional(text_value(to_hexadecimal(*key, 4))) : std::nullopt;
}

// Four digits with no 0x before them.
std::optional<Value> bare_hex(const LinkAttributes& attributes, const Setting& setting) {
    const auto value = u16(attributes[setting.attribute]);
    return value ? std::optional(text_value(hex_text(*value, 4))) : std::nullopt;
}

constexpr Setting ipoib[] = {
    {IFLA_IPOIB_PKEY, "key", partition_key},
    {IFLA_IPOIB_MODE, "mode", word<std::uint16_t>, ipoib_modes, "unknown"},
    {IFLA_IPOIB_UMCAST, "umcast", bare_hex},
};

constexpr Setting rmnet[] = {{IFLA_RMNET_MUX_ID, "mux_id", whole<std::uint16_t>}};
constexpr Setting wwan[] = {{IFLA_WWAN_LINK_ID, "linkid", whole<std::uint32_t>}};
constexpr Setting dsa[] = {{IFLA_DSA_MASTER, "conduit", device}};

// One that takes its id from each packet has none of its own.
std::optional<Value> xfrm_id(const LinkAttributes& attributes, const Setting& setting) {
    return attributes.has(IFLA_XFRM_COLLECT_METADATA) ? std::nullopt : hex<std::uint32_t>(attributes, setting);
}

constexpr Setting xfrm[] = {
    {IFLA_XFRM_COLLECT_METADATA, "external", present},
    {IFLA_XFRM_IF_ID, "if_id", xfrm_id},
};

constexpr Kind kinds[] = {{"vrf", vrf},     {"vrf_slave", vrf_port}, {"hsr", hsr}, {"ipoib", ipoib},
                          {"rmnet", rmnet}, {"wwan", wwan},          {"dsa", dsa}, {"xfrm", xfrm}};

}  // namespace

constinit const std::span<const Kind> plain_kinds = kinds;

}  // namespace snet::platform::kinds
