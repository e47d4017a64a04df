#include "lib/lookup/forwarding_tables.hpp"

#include <algorithm>

#include "lib/records/route_numbers.hpp"
#include "lib/records/vrf.hpp"

namespace snet {

namespace {

bool reads_transport(const Rule& rule) {
    return rule.ip_protocol.value_or(0) != 0 || rule.source_ports || rule.destination_ports;
}

Rule kernels_own(std::uint32_t priority, std::uint32_t table) {
    return {.family = Family::ipv6, .priority = priority, .table = table, .protocol = protocol_kernel};
}

// IPv6 asks local and main, whatever became of the rules for them, until somebody adds a rule, be it by making a VRF.
void restore_ipv6(std::vector<Rule>& rules) {
    const auto is_own = [](const Rule& rule) { return rule.protocol == protocol_kernel && !rule.l3mdev; };
    if (std::ranges::all_of(rules, is_own)) rules = {kernels_own(0, table_local), kernels_own(32766, table_main)};
}

}  // namespace

bool has_realms(const Route& route) {
    return route.realms.value_or(0) != 0 ||
           std::ranges::any_of(route.next_hops, [](const NextHop& hop) { return hop.realms.value_or(0) != 0; });
}

bool is_added_local_route(const Route& route) {
    return route.type == RouteType::local && route.protocol != protocol_kernel;
}

ForwardingTables::ForwardingTables(LookupTables&& from)
    : interfaces(std::move(from.interfaces)), fib4_merged(from.fib4_merged) {
    const auto ask = [&](const std::string& name) {
        const auto found = from.sysctls.find(name);
        return found == from.sysctls.end() ? std::nullopt : std::optional(found->second);
    };
    settings = read_lookup_settings(Settings(ask), interfaces);
    settings.ipv6.labels = std::move(from.address_labels);
    const auto lo = std::ranges::find_if(interfaces, &Interface::is_loopback);
    if (lo != interfaces.end()) loopback = lo->name;
    for (Rule& rule : from.rules)
        (rule.family == Family::ipv4 ? rules_ipv4 : rules_ipv6).push_back(std::move(rule));
    restore_ipv6(rules_ipv6);
    has_port_rules = std::ranges::any_of(rules_ipv4, reads_transport);
    uses_realms = std::ranges::any_of(rules_ipv4, [](const Rule& rule) { return rule.realms.value_or(0) != 0; });
    for (const Neighbor& one : from.neighbors)
        if (!one.is_proxy()) neighbors.emplace(std::pair(one.device, one.address), one.state);
    std::map<std::pair<Family, std::uint32_t>, std::vector<Route>> rows;
    for (Route& route : from.routes) {
        const bool is_ipv4 = route.family() == Family::ipv4;
        uses_realms |= is_ipv4 && has_realms(route);
        has_own_local_routes |= is_ipv4 && is_added_local_route(route);
        const bool is_merged = is_ipv4 && fib4_merged && route.table == table_local;
        rows[{route.family(), is_merged ? table_main : route.table}].push_back(std::move(route));
    }
    for (auto& [key, all] : rows)
        tables.emplace(key, RouteTable(std::move(all)));
}

const Device* ForwardingTables::device(std::string_view name) const {
    const auto found = settings.devices.find(name);
    return found == settings.devices.end() ? nullptr : &found->second;
}

void ForwardingTables::enter_vrf(Packet& packet) const {
    const std::string_view at = packet.oif.empty() ? packet.iif : packet.oif;
    const Device* const where = at == loopback && packet.oif.empty() ? nullptr : device(at);
    if (!where || !where->vrf) return;
    packet.vrf = where->vrf->name;
    packet.vrf_table = vrf_table(*where->vrf).value_or(0);
    if (packet.oif == packet.vrf) packet.oif = {};
}

const std::string& ForwardingTables::receiver(const std::string& name) const {
    const Device* const where = device(name);
    return where && where->vrf ? where->vrf->name : loopback;
}

const RouteTable* ForwardingTables::table(Family family, std::uint32_t number) const {
    const auto found = tables.find({family, number});
    return found == tables.end() ? nullptr : &found->second;
}

NeighborState ForwardingTables::neighbor(const std::string& device, const IpAddress& address) const {
    const auto found = neighbors.find({device, address});
    return found == neighbors.end() ? NeighborState::none : found->second;
}

std::uint32_t ForwardingTables::index(const std::string& device) const {
    const auto found = settings.devices.find(device);
    return found == settings.devices.end() ? 0 : found->second.interface->index;
}

bool is_suppressed(const ForwardingTables& tables, const Rule& rule, const Match& match) {
    if (!match.route) return false;
    if (rule.suppress_prefix_length && match.route->destination.length() <= *rule.suppress_prefix_length) return true;
    const Device* const device = match.hop ? tables.device(match.hop->device) : nullptr;
    return rule.suppress_group && device && device->interface->group == *rule.suppress_group;
}

}  // namespace snet
