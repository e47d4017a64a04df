#include <linux/rtnetlink.h>

#include "platform/linux/decode.hpp"
#include "platform/linux/decode_hop.hpp"
#include "platform/linux/family.hpp"
#include "platform/linux/ticks.hpp"

namespace snet::platform {

namespace {

// RTNH_F_* of a single next hop are the low byte of the route's flags.
constexpr std::uint32_t hop_flags = 0xff;

// The attributes of a route. A million routes are decoded one by one: what a route has none of costs nothing here.
struct Parts {
    Bytes destination, source, gateway, via, prefsrc, metrics, multipath, encapsulation;
    std::optional<std::uint32_t> device, table, metric, realms, nexthop_id;
    std::optional<std::uint16_t> encapsulation_type;
    std::optional<std::uint8_t> preference;
    std::optional<rta_cacheinfo> cache;

    explicit Parts(Bytes bytes) {
        for (const auto& [type, payload] : Attributes(bytes))
            take(type, payload);
    }

    void take(std::uint16_t type, Bytes payload) {
        switch (type) {
            case RTA_DST:
                destination = payload;
                break;
            case RTA_SRC:
                source = payload;
                break;
            case RTA_OIF:
                device = u32(payload);
                break;
            case RTA_GATEWAY:
                gateway = payload;
                break;
            case RTA_PRIORITY:
                metric = u32(payload);
                break;
            case RTA_PREFSRC:
                prefsrc = payload;
                break;
            case RTA_METRICS:
                metrics = payload;
                break;
            case RTA_MULTIPATH:
                multipath = payload;
                break;
            case RTA_FLOW:
                realms = u32(payload);
                break;
            case RTA_CACHEINFO:
                cache = structure<rta_cacheinfo>(payload);
                break;
            case RTA_TABLE:
                table = u32(payload);
                break;
            case RTA_VIA:
                via = payload;
                break;
            case RTA_PREF:
                preference = u8(payload);
                break;
            case RTA_ENCAP_TYPE:
                encapsulation_type = u16(payload);
                break;
            case RTA_ENCAP:
                encapsulation = payload;
                break;
            case RTA_NH_ID:
                nexthop_id = u32(payload);
                break;
            default:
                break;
        }
    }
};

std::optional<Prefix> prefix(Family family, Bytes payload, unsigned length) {
    const auto address = ip_address(family, payload);
    if (!address || length > 8 * address_size(family)) return std::nullopt;
    return Prefix::containing(*address, length);
}

std::optional<IpAddress> gateway(Family family, const Parts& parts) {
    return parts.via.empty() ? ip_address(family, parts.gateway) : decode_via(parts.via);
}

void fill_hop(Family family, const Parts& parts, std::uint32_t flags, std::uint16_t weight, Devices& devices,
              NextHop& hop) {
    hop.gateway = gateway(family, parts);
    if (parts.device && *parts.device != 0)
        hop.device = devices.name(*parts.device);
    else
        hop.device.clear();
    hop.weight = weight;
    hop.flags = flags;
    hop.realms = parts.realms;
    hop.encapsulation = parts.encapsulation_type
                            ? decode_encapsulation(*parts.encapsulation_type, parts.encapsulation, devices)
                            : nullptr;
}

// RTA_MULTIPATH: struct rtnexthop and its own attributes, again and again.
void fill_hops(Family family, Bytes multipath, Devices& devices, std::vector<NextHop>& hops) {
    std::size_t count = 0;
    while (const auto header = structure<rtnexthop>(multipath)) {
        if (header->rtnh_len < sizeof(rtnexthop) || header->rtnh_len > multipath.size()) break;
        Parts parts(multipath.subspan(sizeof(rtnexthop), header->rtnh_len - sizeof(rtnexthop)));
        parts.device = static_cast<std::uint32_t>(header->rtnh_ifindex);
        if (hops.size() == count) hops.emplace_back();
        fill_hop(family, parts, header->rtnh_flags, static_cast<std::uint16_t>(header->rtnh_hops + 1), devices,
                 hops[count++]);
        const std::size_t step = (header->rtnh_len + std::size_t{3}) & ~std::size_t{3};
        multipath = multipath.subspan(std::min(step, multipath.size()));
    }
    hops.resize(count);
}

void fill_next_hops(Family family, const Parts& parts, std::uint32_t flags, Devices& devices, Route& out) {
    if (!parts.multipath.empty()) return fill_hops(family, parts.multipath, devices, out.next_hops);
    const bool leads_somewhere = parts.device || !parts.gateway.empty() || !parts.via.empty();
    out.next_hops.resize(leads_somewhere ? 1 : 0);
    if (leads_somewhere) fill_hop(family, parts, flags & hop_flags, 1, devices, out.next_hops[0]);
}

void fill_metrics(Bytes payload, Route& out) {
    out.metrics.clear();
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

void fill_cache(const std::optional<rta_cacheinfo>& cache, Route& out) {
    out.expires.reset();
    out.error.reset();
    if (!cache) return;
    if (cache->rta_expires != 0)
        out.expires = cache->rta_expires > 0 ? static_cast<std::uint32_t>(cache->rta_expires) / ticks_per_second : 0;
    if (cache->rta_error != 0) out.error = static_cast<std::int32_t>(cache->rta_error);
}

}  // namespace

bool decode_route(Bytes message, Devices& devices, Route& out) {
    const auto header = structure<rtmsg>(message);
    if (!header) return false;
    const auto family = family_of(header->rtm_family);
    if (!family) return false;
    const Parts parts(message.subspan(sizeof(rtmsg)));

    if (header->rtm_dst_len == 0) {
        out.destination = Prefix::all(*family);
    } else {
        const auto destination = prefix(*family, parts.destination, header->rtm_dst_len);
        if (!destination) return false;
        out.destination = *destination;
    }
    out.from = header->rtm_src_len != 0 ? prefix(*family, parts.source, header->rtm_src_len) : std::nullopt;
    out.type = static_cast<RouteType>(header->rtm_type);
    out.tos = header->rtm_tos;
    out.table = parts.table.value_or(header->rtm_table);
    out.protocol = header->rtm_protocol;
    out.scope = header->rtm_scope;
    out.prefsrc = ip_address(*family, parts.prefsrc);
    out.metric = parts.metric;
    out.flags = header->rtm_flags;
    out.nexthop_id = parts.nexthop_id;
    out.preference = parts.preference;
    out.origin = Origin::os;
    fill_metrics(parts.metrics, out);
    fill_cache(parts.cache, out);
    fill_next_hops(*family, parts, header->rtm_flags, devices, out);
    return true;
}

}  // namespace snet::platform
