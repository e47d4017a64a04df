#include <linux/rtnetlink.h>

#include "lib/records/route_numbers.hpp"
#include "platform/linux/decode.hpp"
#include "platform/linux/decode_hop.hpp"
#include "platform/linux/family.hpp"
#include "platform/linux/ticks.hpp"

namespace snet::platform {

namespace {

// What a route with one way out has of it, and each hop of a multipath route for itself.
using RouteAttributes = AttributeTable<RTA_NH_ID>;

std::optional<IpAddress> gateway_of(Family family, const RouteAttributes& attributes) {
    if (attributes.has(RTA_VIA)) return decode_via(attributes[RTA_VIA]);
    return ip_address(family, attributes[RTA_GATEWAY]);
}

// The hop may hold another one, whose memory is used again.
void fill_hop(Family family, const RouteAttributes& attributes, std::uint32_t device, Devices& devices, NextHop& hop) {
    hop.gateway = gateway_of(family, attributes);
    if (device == 0)
        hop.device.clear();
    else if (const std::string& name = devices.name(device); hop.device != name)
        hop.device = name;
    if (const auto encapsulation = u16(attributes[RTA_ENCAP_TYPE]))
        hop.encapsulation = decode_encapsulation(*encapsulation, attributes[RTA_ENCAP], devices);
    else if (hop.encapsulation)
        hop.encapsulation.reset();
}

// RTA_MULTIPATH: struct rtnexthop and its own attributes, again and again.
void fill_hops(Family family, Bytes multipath, Devices& devices, std::vector<NextHop>& hops) {
    std::size_t count = 0;
    while (const auto header = structure<rtnexthop>(multipath)) {
        if (header->rtnh_len < sizeof(rtnexthop) || header->rtnh_len > multipath.size()) break;
        if (hops.size() == count) hops.emplace_back();
        NextHop& hop = hops[count++];
        const RouteAttributes attributes(multipath.first(header->rtnh_len).subspan(sizeof(rtnexthop)));
        fill_hop(family, attributes, static_cast<std::uint32_t>(header->rtnh_ifindex), devices, hop);
        hop.weight = static_cast<std::uint16_t>(header->rtnh_hops + 1);
        hop.flags = header->rtnh_flags & hop_flags;
        hop.realms = u32(attributes[RTA_FLOW]);
        const std::size_t step = (header->rtnh_len + std::size_t{3}) & ~std::size_t{3};
        multipath = multipath.subspan(std::min(step, multipath.size()));
    }
    hops.resize(count);
}

void fill_metrics(Bytes payload, Route& out) {
    if (!out.metrics.empty()) out.metrics.clear();
    out.locked_metrics = 0;
    for (const auto& [type, value] : Attributes(payload)) {
        if (type == RTAX_LOCK)
            out.locked_metrics = u32(value).value_or(0);
        else if (type == RTAX_CC_ALGO)
            out.metrics.push_back({.id = type, .value = 0, .text = std::string(string(value))});
        else if (const auto number = u32(value))
            out.metrics.push_back({.id = type, .value = *number, .text = {}});
    }
}

void fill_cache(Bytes payload, Route& out) {
    out.expires.reset();
    out.error.reset();
    const auto cache = structure<rta_cacheinfo>(payload);
    if (!cache) return;
    if (cache->rta_expires != 0)
        out.expires = cache->rta_expires > 0 ? static_cast<std::uint32_t>(cache->rta_expires) / ticks_per_second : 0;
    if (cache->rta_error != 0) out.error = static_cast<std::int32_t>(cache->rta_error);
}

// What most IPv4 routes have nothing of.
void fill_unusual(Family family, const RouteAttributes& attributes, Route& out) {
    out.prefsrc = ip_address(family, attributes[RTA_PREFSRC]);
    out.realms = u32(attributes[RTA_FLOW]);
    fill_metrics(attributes[RTA_METRICS], out);
    fill_cache(attributes[RTA_CACHEINFO], out);
    out.nexthop_id = u32(attributes[RTA_NH_ID]);
    out.preference = u8(attributes[RTA_PREF]);
}

void clear_unusual(Route& out) {
    out.prefsrc.reset();
    out.realms.reset();
    if (!out.metrics.empty()) out.metrics.clear();
    out.locked_metrics = 0;
    out.expires.reset();
    out.error.reset();
    out.nexthop_id.reset();
    out.preference.reset();
}

bool is_block(Family family, Bytes payload, unsigned length) {
    return payload.size() == address_size(family) && length <= 8 * payload.size();
}

// The kernel leaves out the attribute of a block that is everything. False if there is a destination that is none.
bool fill_blocks(Family family, const rtmsg& header, const RouteAttributes& attributes, Route& out) {
    const Bytes source = attributes[RTA_SRC];
    out.from.reset();
    if (header.rtm_src_len != 0 && is_block(family, source, header.rtm_src_len))
        out.from = Prefix::containing(IpAddress::from_bytes(family, source.data()), header.rtm_src_len);

    const Bytes destination = attributes[RTA_DST];
    out.destination = Prefix::all(family);
    if (header.rtm_dst_len == 0) return true;
    if (!is_block(family, destination, header.rtm_dst_len)) return false;
    out.destination = Prefix::containing(IpAddress::from_bytes(family, destination.data()), header.rtm_dst_len);
    return true;
}

void fill_next_hops(Family family, const rtmsg& header, const RouteAttributes& attributes, Devices& devices,
                    Route& out) {
    const Bytes multipath = attributes[RTA_MULTIPATH];
    out.group_of_one = false;
    if (!multipath.empty()) {
        fill_hops(family, multipath, devices, out.next_hops);
        out.group_of_one = out.nexthop_id && out.next_hops.size() == 1;
        return;
    }
    const bool leads_somewhere = attributes.has(RTA_OIF) || attributes.has(RTA_GATEWAY) || attributes.has(RTA_VIA);
    if (out.next_hops.size() != std::size_t{leads_somewhere}) out.next_hops.resize(leads_somewhere ? 1 : 0);
    if (!leads_somewhere) return;
    NextHop& hop = out.next_hops.front();
    fill_hop(family, attributes, u32(attributes[RTA_OIF]).value_or(0), devices, hop);
    hop.weight = 1;
    hop.flags = header.rtm_flags & hop_flags;
    hop.realms.reset();
}

}  // namespace

// A million routes are decoded into one: no memory is given back.
bool decode_route(Bytes message, Devices& devices, Route& out) {
    const auto header = structure<rtmsg>(message);
    if (!header) return false;
    const auto family = family_of(header->rtm_family);
    if (!family) return false;

    const RouteAttributes attributes(message.subspan(sizeof(rtmsg)));
    if (!fill_blocks(*family, *header, attributes, out)) return false;
    out.type = static_cast<RouteType>(header->rtm_type);
    out.tos = header->rtm_tos;
    out.table = u32(attributes[RTA_TABLE]).value_or(header->rtm_table);
    out.protocol = header->rtm_protocol;
    out.scope = header->rtm_scope;
    out.metric = u32(attributes[RTA_PRIORITY]);
    out.flags = header->rtm_flags;
    out.origin = Origin::os;
    if (attributes.has_any<RTA_PREFSRC, RTA_FLOW, RTA_METRICS, RTA_CACHEINFO, RTA_NH_ID, RTA_PREF>())
        fill_unusual(*family, attributes, out);
    else
        clear_unusual(out);
    fill_next_hops(*family, *header, attributes, devices, out);
    return true;
}

}  // namespace snet::platform
