#include "lib/lookup/answers.hpp"
#include "lib/lookup/forwarding_tables.hpp"
#include "lib/records/route_numbers.hpp"

namespace snet {

namespace {

// rt6_need_strict of Linux: such addresses mean nothing without their device.
bool needs_device(const IpAddress& address) {
    return address.is_multicast() || address.is_link_local() || address.is_loopback();
}

// Addresses that mean nothing without their device are loopback's, whatever VRF that is in.
const std::string& receiver(const ForwardingTables& tables, const Match& match) {
    const Device* const device = match.hop ? tables.device(match.hop->device) : nullptr;
    if (!device || (needs_device(match.route->destination.address()) && device->vrf != device->interface))
        return tables.loopback;
    return tables.receiver(match.hop->device);
}

Match look_up(const ForwardingTables& tables, const Packet& packet, std::string_view oif, bool strict, Trace* trace) {
    const auto in_table = [&](std::uint32_t number) {
        return look_up_table_ipv6(tables, number, packet, oif, strict, trace);
    };
    return apply_rules(tables.rules_ipv6, packet, trace, in_table,
                       [&](const Rule& rule, const Match& match) { return is_suppressed(tables, rule, match); });
}

// The kernel chooses the source for the first hop of a next-hop object, whichever the packet takes.
std::optional<IpAddress> source_of(const ForwardingTables& tables, const Match& match, const Flow& flow) {
    if (match.route->prefsrc) return match.route->prefsrc;
    if (!flow.iif.empty()) return std::nullopt;
    const NextHop& hop = match.route->nexthop_id ? match.route->next_hops.front() : *match.hop;
    return choose_ipv6_source(tables.interfaces, tables.settings.ipv6, tables.index(hop.device), flow.destination);
}

}  // namespace

Answer answer_ipv6(const ForwardingTables& tables, const Flow& flow, Trace* trace) {
    const bool is_forwarded = !flow.iif.empty();
    for (const std::string* const name : {&flow.iif, &flow.oif})
        if (!name->empty() && !tables.device(*name)) return refused(Refusal::no_device);
    Packet packet = packet_of(flow, is_forwarded ? std::string_view(flow.iif) : tables.loopback);
    if (is_forwarded) packet.oif = {};
    tables.enter_vrf(packet);
    const std::string_view out = is_forwarded ? std::string_view(flow.iif) : packet.oif;
    const bool is_bound = !is_forwarded && !flow.oif.empty() && !packet.source;
    const Match match = look_up(tables, packet, out, is_bound || needs_device(flow.destination), trace);
    if (!match.is_found()) return refused_by(match);
    // Groups that are forwarded have a table of their own, which is not among these.
    if (is_forwarded && match.route->destination.address().is_multicast()) return refused(Refusal::invalid_destination);
    Answer answer = refused_by(match);
    answer.gateway = match.hop->gateway;
    // Anycast addresses that somebody added as routes are sent to, not received.
    const bool is_ours = match.type == RouteType::local ||
                         (match.type == RouteType::anycast && match.route->protocol == protocol_kernel);
    answer.device = is_ours ? receiver(tables, match) : match.hop->device;
    answer.source = source_of(tables, match, flow);
    return answer;
}

}  // namespace snet
