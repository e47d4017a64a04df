#include <linux/if_link.h>
#include <linux/if_tun.h>

#include "platform/linux/kinds/kinds.hpp"

namespace snet::platform::kinds {
namespace {

std::optional<Value> type(const LinkAttributes& attributes, const Setting& setting) {
    const auto type = u8(attributes[setting.attribute]);
    if (!type) return std::nullopt;
    if (*type == IFF_TUN) return text_value("tun");
    if (*type == IFF_TAP) return text_value("tap");
    return text_value("UNKNOWN:" + std::to_string(*type));
}

bool has_queues(const LinkAttributes& attributes) {
    return u8(attributes[IFLA_TUN_MULTI_QUEUE]).value_or(0) != 0;
}

std::optional<Value> multi_queue(const LinkAttributes& attributes, const Setting&) {
    return boolean_value(has_queues(attributes));
}

std::optional<Value> queues(const LinkAttributes& attributes, const Setting& setting) {
    return has_queues(attributes) ? whole<std::uint32_t>(attributes, setting) : std::nullopt;
}

// Owner and group stay numbers here, where `ip` asks the user database: whose database it would be is not the kernel's
// to tell.
constexpr Setting tun[] = {
    {IFLA_TUN_TYPE, "type", type},
    {IFLA_TUN_PI, "pi", boolean},
    {IFLA_TUN_VNET_HDR, "vnet_hdr", boolean},
    {IFLA_TUN_MULTI_QUEUE, "multi_queue", multi_queue},
    {IFLA_TUN_NUM_QUEUES, "numqueues", queues},
    {IFLA_TUN_NUM_DISABLED_QUEUES, "numdisabled", queues},
    {IFLA_TUN_PERSIST, "persist", boolean},
    {IFLA_TUN_OWNER, "user", whole<std::uint32_t>},
    {IFLA_TUN_GROUP, "group", whole<std::uint32_t>},
};

constexpr Kind kinds[] = {{"tun", tun}};

}  // namespace

constinit const std::span<const Kind> tuns = kinds;

}  // namespace snet::platform::kinds
