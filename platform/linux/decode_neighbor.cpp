#include <linux/neighbour.h>
#include <linux/rtnetlink.h>

#include "platform/linux/decode.hpp"
#include "platform/linux/family.hpp"
#include "platform/linux/ticks.hpp"

namespace snet::platform {

bool decode_neighbor(Bytes message, Devices& devices, Neighbor& out) {
    const auto header = structure<ndmsg>(message);
    if (!header) return false;
    const auto family = family_of(header->ndm_family);
    if (!family) return false;
    const AttributeTable<NDA_FLAGS_EXT> attributes(message.subspan(sizeof(ndmsg)));
    const auto address = ip_address(*family, attributes[NDA_DST]);
    if (!address) return false;

    const auto index = static_cast<std::uint32_t>(header->ndm_ifindex);
    out.address = *address;
    // A proxy entry may hold for all devices: index 0.
    if (index != 0)
        out.device = devices.name(index);
    else
        out.device.clear();
    out.link_type = index != 0 ? devices.type(index) : std::uint16_t{0};
    const Bytes mac = attributes[NDA_LLADDR];
    out.mac = mac.empty() ? std::nullopt : std::optional(LinkAddress(mac));
    out.state = static_cast<NeighborState>(header->ndm_state);
    out.flags = header->ndm_flags;
    out.extended_flags = u32(attributes[NDA_FLAGS_EXT]).value_or(0);
    out.protocol = u8(attributes[NDA_PROTOCOL]);
    out.probes = u32(attributes[NDA_PROBES]);
    out.origin = Origin::os;

    const auto cache = structure<nda_cacheinfo>(attributes[NDA_CACHEINFO]);
    const auto seconds = [&](std::uint32_t nda_cacheinfo::* member) -> std::optional<std::uint32_t> {
        if (!cache) return std::nullopt;
        return *cache.*member / ticks_per_second;
    };
    out.confirmed_ago = seconds(&nda_cacheinfo::ndm_confirmed);
    out.used_ago = seconds(&nda_cacheinfo::ndm_used);
    out.updated_ago = seconds(&nda_cacheinfo::ndm_updated);
    out.references = cache ? std::optional(cache->ndm_refcnt) : std::nullopt;
    return true;
}

}  // namespace snet::platform
