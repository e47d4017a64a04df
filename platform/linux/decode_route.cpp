#include <linux/rtnetlink.h>

#include "platform/linux/decode.hpp"
#include "platform/linux/decode_hop.hpp"
#include "platform/linux/family.hpp"
#include "platform/linux/ticks.hpp"

namespace snet::platform {

namespace {

// RTNH_F_* of a single next hop are the low byte of the route's flags.
constexpr std::uint32_t hop_flags = 0xff;

// Reads a next hop from the attributes that a route with one way out has for it, and each hop of a multipath route for
// itself. The hop may hold another one, whose memory is used again.
class HopReader {
  public:
    HopReader(Family family, Devices& devices, NextHop& hop) : family_(family), devices_(devices), hop_(hop) {
        hop_.gateway.reset();
        hop_.realms.reset();
    }

    void take(std::uint16_t type, Bytes payload) {
        switch (type) {
            case RTA_OIF:
                device_ = u32(payload).value_or(0);
                leads_somewhere_ = true;
                break;
            case RTA_GATEWAY:
                hop_.gateway = ip_address(family_, payload);
                leads_somewhere_ = true;
                break;
            case RTA_VIA:
                hop_.gateway = decode_via(payload);
                leads_somewhere_ = true;
                break;
            case RTA_ENCAP_TYPE:
                encapsulation_type_ = u16(payload);
                break;
            case RTA_ENCAP:
                encapsulation_ = payload;
                break;
            default:
                break;
        }
    }

    bool leads_somewhere() const { return leads_somewhere_; }

    void finish(std::uint32_t flags, std::uint16_t weight) {
        if (device_ == 0)
            hop_.device.clear();
        else if (const std::string& name = devices_.name(device_); hop_.device != name)
            hop_.device = name;
        hop_.flags = flags;
        hop_.weight = weight;
        if (encapsulation_type_)
            hop_.encapsulation = decode_encapsulation(*encapsulation_type_, encapsulation_, devices_);
        else if (hop_.encapsulation)
            hop_.encapsulation.reset();
    }

  private:
    Family family_;
    Devices& devices_;
    NextHop& hop_;
    std::uint32_t device_ = 0;
    bool leads_somewhere_ = false;
    std::optional<std::uint16_t> encapsulation_type_;
    Bytes encapsulation_;
};

// RTA_MULTIPATH: struct rtnexthop and its own attributes, again and again.
void fill_hops(Family family, Bytes multipath, Devices& devices, std::vector<NextHop>& hops) {
    std::size_t count = 0;
    while (const auto header = structure<rtnexthop>(multipath)) {
        if (header->rtnh_len < sizeof(rtnexthop) || header->rtnh_len > multipath.size()) break;
        if (hops.size() == count) hops.emplace_back();
        HopReader hop(family, devices, hops[count]);
        for (const auto& [type, payload] :
             Attributes(multipath.subspan(sizeof(rtnexthop), header->rtnh_len - sizeof(rtnexthop)))) {
            if (type == RTA_FLOW) hops[count].realms = u32(payload);
            if (type != RTA_OIF) hop.take(type, payload);
        }
        hop.take(RTA_OIF, multipath.subspan(offsetof(rtnexthop, rtnh_ifindex), sizeof header->rtnh_ifindex));
        hop.finish(header->rtnh_flags, static_cast<std::uint16_t>(header->rtnh_hops + 1));
        ++count;
        const std::size_t step = (header->rtnh_len + std::size_t{3}) & ~std::size_t{3};
        multipath = multipath.subspan(std::min(step, multipath.size()));
    }
    hops.resize(count);
}

void fill_metrics(Bytes payload, Route& out) {
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
    const auto cache = structure<rta_cacheinfo>(payload);
    if (!cache) return;
    if (cache->rta_expires != 0)
        out.expires = cache->rta_expires > 0 ? static_cast<std::uint32_t>(cache->rta_expires) / ticks_per_second : 0;
    if (cache->rta_error != 0) out.error = static_cast<std::int32_t>(cache->rta_error);
}

// The header, and nothing of what only attributes tell. A million routes are decoded into one: only what the last route
// had is undone, and no memory is given back.
void restart(Family family, const rtmsg& header, Route& out) {
    out.type = static_cast<RouteType>(header.rtm_type);
    out.destination = Prefix::all(family);
    out.from.reset();
    out.tos = header.rtm_tos;
    out.table = header.rtm_table;
    out.protocol = header.rtm_protocol;
    out.scope = header.rtm_scope;
    out.prefsrc.reset();
    out.metric.reset();
    out.realms.reset();
    out.flags = header.rtm_flags;
    if (!out.metrics.empty()) out.metrics.clear();
    out.locked_metrics = 0;
    out.nexthop_id.reset();
    out.group_of_one = false;
    out.preference.reset();
    out.expires.reset();
    out.error.reset();
    out.origin = Origin::os;
}

bool is_block(Family family, Bytes payload, unsigned length) {
    return payload.size() == address_size(family) && length <= 8 * payload.size();
}

// What only the header's lengths, or the last attribute, give a meaning.
struct Parts {
    Bytes destination, source, multipath;
};

// Takes an attribute of the whole route; false for one that may be its next hop's.
bool take(std::uint16_t type, Bytes payload, Route& out, Parts& parts) {
    switch (type) {
        case RTA_DST:
            parts.destination = payload;
            return true;
        case RTA_SRC:
            parts.source = payload;
            return true;
        case RTA_MULTIPATH:
            parts.multipath = payload;
            return true;
        case RTA_PRIORITY:
            out.metric = u32(payload);
            return true;
        case RTA_PREFSRC:
            out.prefsrc = ip_address(out.family(), payload);
            return true;
        case RTA_FLOW:
            out.realms = u32(payload);
            return true;
        case RTA_METRICS:
            fill_metrics(payload, out);
            return true;
        case RTA_CACHEINFO:
            fill_cache(payload, out);
            return true;
        case RTA_TABLE:
            out.table = u32(payload).value_or(out.table);
            return true;
        case RTA_PREF:
            out.preference = u8(payload);
            return true;
        case RTA_NH_ID:
            out.nexthop_id = u32(payload);
            return true;
        default:
            return false;
    }
}

// False if there is a destination that is none.
bool fill_blocks(const rtmsg& header, const Parts& parts, Route& out) {
    const Family family = out.family();
    if (header.rtm_src_len != 0 && is_block(family, parts.source, header.rtm_src_len))
        out.from = Prefix::containing(IpAddress::from_bytes(family, parts.source.data()), header.rtm_src_len);
    if (header.rtm_dst_len == 0) return true;
    if (!is_block(family, parts.destination, header.rtm_dst_len)) return false;
    out.destination = Prefix::containing(IpAddress::from_bytes(family, parts.destination.data()), header.rtm_dst_len);
    return true;
}

}  // namespace

bool decode_route(Bytes message, Devices& devices, Route& out) {
    const auto header = structure<rtmsg>(message);
    if (!header) return false;
    const auto family = family_of(header->rtm_family);
    if (!family) return false;

    restart(*family, *header, out);
    if (out.next_hops.empty()) out.next_hops.emplace_back();
    HopReader hop(*family, devices, out.next_hops.front());
    Parts parts;
    for (const auto& [type, payload] : Attributes(message.subspan(sizeof(rtmsg))))
        if (!take(type, payload, out, parts)) hop.take(type, payload);
    if (!fill_blocks(*header, parts, out)) return false;
    if (!parts.multipath.empty()) {
        fill_hops(*family, parts.multipath, devices, out.next_hops);
        out.group_of_one = out.nexthop_id && out.next_hops.size() == 1;
    } else if (hop.leads_somewhere()) {
        hop.finish(header->rtm_flags & hop_flags, 1);
        if (out.next_hops.size() > 1) out.next_hops.resize(1);
    } else {
        out.next_hops.clear();
    }
    return true;
}

}  // namespace snet::platform
