#include "lib/stack/kernel_rows.hpp"

#include <algorithm>

#include "lib/records/interface_flags.hpp"

namespace snet {

namespace {

// IP6_RT_PRIO_ADDRCONF of net/ip6_fib.h.
constexpr std::uint32_t prefix_metric = 256;

bool is_loopback(const InterfaceRecord& row) {
    return (row.flags.value_or(0) & interface_loopback) != 0;
}

Route kernel_route(const InterfaceRecord& row, RouteType type, const Prefix& destination, std::uint32_t table) {
    Route route{.type = type, .destination = destination, .from = {}, .table = table, .protocol = protocol_kernel};
    route.next_hops.push_back({.gateway = {}, .device = row.name, .realms = {}, .encapsulation = {}});
    return route;
}

Prefix host(const IpAddress& address) {
    return Prefix::containing(address, 8 * address_size(address.family()));
}

Prefix subnet(const InterfaceAddress& address) {
    return Prefix::containing(address.peer.value_or(address.local), address.prefix_length);
}

/// The last address of an IPv4 subnet.
IpAddress last_address(const Prefix& prefix) {
    IpAddress::Bytes4 bytes{};
    const auto first = prefix.address().bytes();
    for (unsigned i = 0; i < bytes.size(); ++i) {
        const unsigned kept = prefix.length() > 8 * i ? std::min(8U, prefix.length() - 8 * i) : 0;
        bytes[i] = static_cast<std::uint8_t>(first[i] | 0xffU >> kept);
    }
    return IpAddress(bytes);
}

/// The first address of the subnet, which the routes of the others have as their source, too.
IpAddress primary_of(const InterfaceAddress& address, const std::vector<AddressRecord>& all) {
    if ((address.flags & address_secondary) == 0) return address.local;
    const auto is_first = [&](const AddressRecord& other) {
        return other.address.local.is_ipv4() && (other.address.flags & address_secondary) == 0 &&
               subnet(other.address) == subnet(address);
    };
    const auto found = std::ranges::find_if(all, is_first);
    return found == all.end() ? address.local : found->address.local;
}

/// fib_add_ifaddr of Linux.
std::vector<Record> ipv4_routes(const InterfaceRecord& row, const InterfaceAddress& address, const IpAddress& source,
                                bool up) {
    std::vector<Record> routes;
    const auto add = [&](RouteType type, const Prefix& destination, std::optional<std::uint32_t> metric = {}) {
        const bool is_local = type == RouteType::local;
        Route route = kernel_route(row, type, destination, type == RouteType::unicast ? table_main : table_local);
        route.scope = is_local ? scope_host : scope_link;
        route.prefsrc = source;
        route.metric = metric;
        if (std::ranges::find(routes, Record(route)) == routes.end()) routes.emplace_back(route);
    };
    add(RouteType::local, host(address.local));
    if (!up) return routes;
    const Prefix prefix = subnet(address);
    if (address.broadcast && *address.broadcast != last_address(Prefix()))
        add(RouteType::broadcast, host(*address.broadcast));
    const bool is_all_of_it = prefix == host(address.local);
    if (prefix.address().bytes()[0] == 0 || (address.flags & address_secondary) != 0 || is_all_of_it) return routes;
    if ((address.flags & address_no_prefix_route) == 0)
        add(is_loopback(row) ? RouteType::local : RouteType::unicast, prefix, address.metric);
    if (prefix.length() < 31) add(RouteType::broadcast, host(last_address(prefix)));
    return routes;
}

/// ipv6_ifa_notify and addrconf_prefix_route of Linux.
std::vector<Record> ipv6_routes(const InterfaceRecord& row, const InterfaceAddress& address) {
    std::vector<Record> routes;
    Route local = kernel_route(row, RouteType::local, host(address.local), table_local);
    local.metric = 0;
    routes.emplace_back(std::move(local));
    if (is_loopback(row) && address.local.is_loopback()) return routes;
    const auto add = [&](const Prefix& destination) {
        Route route = kernel_route(row, RouteType::unicast, destination, table_main);
        route.metric = address.metric.value_or(prefix_metric);
        routes.emplace_back(std::move(route));
    };
    if ((address.flags & address_no_prefix_route) == 0) add(Prefix::containing(address.local, address.prefix_length));
    if (address.peer) add(host(*address.peer));
    return routes;
}

}  // namespace

std::vector<AddressRecord> kernel_addresses(const InterfaceRecord& row) {
    AddressRecord record{.device = row.name, .address = {}};
    record.address.flags = address_permanent;
    const auto with = [&](const IpAddress& local, unsigned length, std::uint8_t scope) {
        record.address.local = local;
        record.address.prefix_length = static_cast<std::uint8_t>(length);
        record.address.scope = scope;
        return record;
    };
    if (is_loopback(row))
        return {with(*IpAddress::parse("127.0.0.1"), 8, scope_host), with(*IpAddress::parse("::1"), 128, scope_host)};
    const auto link_local = own_link_local(row);
    return link_local ? std::vector{with(*link_local, 64, scope_link)} : std::vector<AddressRecord>();
}

std::vector<Record> kernel_routes(const InterfaceRecord& row, const AddressRecord& address, bool up,
                                  const std::vector<AddressRecord>& all) {
    if (address.address.local.is_ipv4()) return ipv4_routes(row, address.address, primary_of(address.address, all), up);
    return up ? ipv6_routes(row, address.address) : std::vector<Record>();
}

std::vector<Record> kernel_routes(const InterfaceRecord& row) {
    if (is_loopback(row)) return {};
    Route route = kernel_route(row, RouteType::multicast, *Prefix::parse("ff00::/8"), table_local);
    route.metric = prefix_metric;
    return {std::move(route)};
}

}  // namespace snet
