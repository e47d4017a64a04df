#include <linux/nexthop.h>

#include "lib/records/route_numbers.hpp"
#include "platform/linux/decode.hpp"
#include "platform/linux/family.hpp"

namespace snet::platform {

namespace {

// struct nexthop_grp with the names of Linux 6.12, which keeps the high byte of the weight in what was reserved before:
// headers of either age build.
struct GroupEntry {
    std::uint32_t id;
    std::uint8_t weight_low;  // of the weight less one
    std::uint8_t weight_high;
    std::uint16_t reserved;
};
static_assert(sizeof(GroupEntry) == sizeof(nexthop_grp));

void fill_group(Bytes payload, std::vector<NexthopObject::Member>& group) {
    group.clear();
    while (const auto member = structure<GroupEntry>(payload)) {
        const unsigned weight = (static_cast<unsigned>(member->weight_high) << 8 | member->weight_low) + 1;
        group.push_back({.id = member->id, .weight = static_cast<std::uint16_t>(weight)});
        payload = payload.subspan(sizeof(GroupEntry));
    }
}

std::optional<NexthopObject::Resilience> decode_resilience(Bytes payload) {
    if (payload.empty()) return std::nullopt;
    const AttributeTable<NHA_RES_GROUP_UNBALANCED_TIME> attributes(payload);
    return NexthopObject::Resilience{
        .buckets = u16(attributes[NHA_RES_GROUP_BUCKETS]).value_or(0),
        .idle_timer = u32(attributes[NHA_RES_GROUP_IDLE_TIMER]).value_or(0),
        .unbalanced_timer = u32(attributes[NHA_RES_GROUP_UNBALANCED_TIMER]).value_or(0),
        .unbalanced_time = u64(attributes[NHA_RES_GROUP_UNBALANCED_TIME]).value_or(0),
    };
}

}  // namespace

bool decode_nexthop(Bytes message, Devices& devices, NexthopObject& out) {
    const auto header = structure<nhmsg>(message);
    if (!header) return false;
    const AttributeTable<NHA_RES_GROUP> attributes(message.subspan(sizeof(nhmsg)));
    const auto id = u32(attributes[NHA_ID]);
    if (!id) return false;

    const auto family = family_of(header->nh_family);
    const auto device = u32(attributes[NHA_OIF]);
    const auto encapsulation_type = u16(attributes[NHA_ENCAP_TYPE]);
    out.id = *id;
    out.hop = NextHop();
    if (family) out.hop.gateway = ip_address(*family, attributes[NHA_GATEWAY]);
    if (device && *device != 0) out.hop.device = devices.name(*device);
    if (encapsulation_type)
        out.hop.encapsulation = decode_encapsulation(*encapsulation_type, attributes[NHA_ENCAP], devices);
    fill_group(attributes[NHA_GROUP], out.group);
    out.resilience = decode_resilience(attributes[NHA_RES_GROUP]);
    out.hop.flags = header->nh_flags & hop_flags;
    out.blackhole = attributes.has(NHA_BLACKHOLE);
    out.fdb = attributes.has(NHA_FDB);
    out.scope = header->nh_scope;
    out.protocol = header->nh_protocol;
    return true;
}

}  // namespace snet::platform
