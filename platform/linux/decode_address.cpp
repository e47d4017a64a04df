#include <linux/if_addr.h>
#include <sys/socket.h>

#include "platform/linux/decode.hpp"
#include "platform/linux/family.hpp"

namespace snet::platform {

bool decode_address(Bytes message, InterfaceAddress& out) {
    const auto header = structure<ifaddrmsg>(message);
    if (!header) return false;
    const auto family = family_of(header->ifa_family);
    if (!family) return false;
    const AttributeTable<IFA_PROTO> attributes(message.subspan(sizeof(ifaddrmsg)));

    // IFA_ADDRESS is the other end's only where there is an IFA_LOCAL that differs from it.
    const auto address = ip_address(*family, attributes[IFA_ADDRESS]);
    const auto local = ip_address(*family, attributes[IFA_LOCAL]);
    if ((!address && !local) || header->ifa_prefixlen > 8 * address_size(*family)) return false;
    out.index = header->ifa_index;
    out.local = local ? *local : *address;
    out.peer = local && address && *local != *address ? address : std::nullopt;
    out.prefix_length = header->ifa_prefixlen;
    out.broadcast = ip_address(*family, attributes[IFA_BROADCAST]);
    out.anycast = ip_address(*family, attributes[IFA_ANYCAST]);
    out.scope = header->ifa_scope;
    out.flags = u32(attributes[IFA_FLAGS]).value_or(header->ifa_flags);
    out.metric = u32(attributes[IFA_RT_PRIORITY]);
    out.protocol = u8(attributes[IFA_PROTO]);
    out.label = string(attributes[IFA_LABEL]);

    const auto lifetimes = structure<ifa_cacheinfo>(attributes[IFA_CACHEINFO]);
    out.valid_lifetime = lifetimes ? lifetimes->ifa_valid : InterfaceAddress::forever;
    out.preferred_lifetime = lifetimes ? lifetimes->ifa_prefered : InterfaceAddress::forever;
    return true;
}

}  // namespace snet::platform
