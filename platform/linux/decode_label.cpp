#include <linux/if_addrlabel.h>

#include "platform/linux/decode.hpp"
#include "platform/linux/family.hpp"

namespace snet::platform {

bool decode_label(Bytes message, AddressLabel& out) {
    const auto header = structure<ifaddrlblmsg>(message);
    if (!header || header->ifal_family != AF_INET6 || header->ifal_prefixlen > 8 * address_size(Family::ipv6))
        return false;
    const AttributeTable<IFAL_LABEL> attributes(message.subspan(sizeof(ifaddrlblmsg)));
    const auto address = ip_address(Family::ipv6, attributes[IFAL_ADDRESS]);
    const auto label = u32(attributes[IFAL_LABEL]);
    if (!address || !label) return false;
    out = {
        .prefix = Prefix::containing(*address, header->ifal_prefixlen), .label = *label, .index = header->ifal_index};
    return true;
}

}  // namespace snet::platform
