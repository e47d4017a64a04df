#include <algorithm>

#include "lib/lookup/forwarding_tables.hpp"
#include "lib/records/vrf.hpp"

namespace snet {

namespace {

bool has_address(const ForwardingTables& tables, const IpAddress& address) {
    return std::ranges::any_of(tables.interfaces, [&](const Interface& one) {
        return std::ranges::any_of(one.addresses, [&](const InterfaceAddress& its) { return its.local == address; });
    });
}

bool has_ipv4(const Interface& interface) {
    return std::ranges::any_of(interface.addresses, [](const auto& its) { return its.family() == Family::ipv4; });
}

bool leads_through(const Match& match, const Device& device, const ForwardingTables& tables) {
    const bool is_loop = match.type == RouteType::local && device.interface->name == tables.loopback;
    return is_loop || std::ranges::any_of(match.route->next_hops, [&](const NextHop& hop) {
               const Device* const out = tables.device(hop.device);
               return out && (out == &device || out->vrf == device.interface);
           });
}

// The way back: from where it goes on to where it came from.
Packet reversed(const ForwardingTables& tables, const Packet& packet, const Device& device, std::string_view out) {
    Packet back = packet;
    back.destination = *packet.source;
    back.source = packet.destination;
    back.iif = out.empty() ? std::string_view(tables.loopback) : out;
    back.vrf = device.vrf ? std::string_view(device.vrf->name) : std::string_view();
    back.vrf_table = device.vrf ? vrf_table(*device.vrf).value_or(0) : 0;
    if (!device.marks_reverse_path) back.mark = 0;
    std::swap(back.source_port, back.destination_port);
    return back;
}

// __fib_validate_source
Refusal check_fully(const ForwardingTables& tables, const Packet& packet, const Device& device, std::string_view out) {
    const Match match = look_up_ipv4(tables, reversed(tables, packet, device, out), nullptr);
    const int filter = device.reverse_path_filter;
    if (!match.is_found()) return filter != 0 ? Refusal::reverse_path : Refusal::none;
    const bool is_own = match.type == RouteType::local && device.accepts_local;
    if (match.type != RouteType::unicast && !is_own) return Refusal::invalid_source;
    if (leads_through(match, device, tables)) return Refusal::none;
    if (!has_ipv4(*device.interface)) return filter != 0 ? Refusal::reverse_path : Refusal::none;
    return filter == 1 ? Refusal::reverse_path : Refusal::none;
}

}  // namespace

Refusal check_source_ipv4(const ForwardingTables& tables, const Packet& packet, const Device& device,
                          std::string_view out) {
    const bool turns_back = device.interface->name == out && device.sends_redirects;
    if (device.reverse_path_filter != 0 || tables.uses_realms || turns_back)
        return check_fully(tables, packet, device, out);
    if (device.accepts_local) return Refusal::none;
    if (tables.has_own_local_routes || !tables.fib4_merged) return check_fully(tables, packet, device, out);
    return has_address(tables, *packet.source) ? Refusal::invalid_source : Refusal::none;
}

}  // namespace snet
