#include <linux/if_link.h>
#include <linux/rtnetlink.h>

#include "platform/linux/decode.hpp"

namespace snet::platform {

bool decode_link(Bytes message, const InterfaceQuery&, Interface& out) {
    const auto header = structure<ifinfomsg>(message);
    if (!header) return false;
    const AttributeTable<IFLA_TXQLEN> attributes(message.subspan(sizeof(ifinfomsg)));
    out = Interface();
    out.index = static_cast<std::uint32_t>(header->ifi_index);
    out.flags = header->ifi_flags;
    out.link_type = header->ifi_type;
    out.name = string(attributes[IFLA_IFNAME]);
    out.mtu = u32(attributes[IFLA_MTU]);
    if (attributes.has(IFLA_ADDRESS)) out.address = LinkAddress(attributes[IFLA_ADDRESS]);
    return !out.name.empty();
}

}  // namespace snet::platform
