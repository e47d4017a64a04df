#include "lib/stack/address_routes.hpp"

#include <algorithm>

#include "lib/records/interface_flags.hpp"
#include "lib/stack/address_list.hpp"

namespace snet {

namespace {

// IP6_RT_PRIO_ADDRCONF of net/ip6_fib.h.
constexpr std::uint32_t ipv6_address_metric = 256;
constexpr unsigned longest_subnet_ipv4 = 30;   // with a broadcast address
constexpr unsigned longest_subnet_ipv6 = 126;  // with an anycast address: RFC 6164

constexpr IpAddress all_ones(IpAddress::Bytes4{0xff, 0xff, 0xff, 0xff});

IpAddress last_of(const Prefix& subnet) {
    IpAddress::Bytes4 bytes{};
    for (unsigned i = 0; i < bytes.size(); ++i) {
        const unsigned kept = std::min(8U, subnet.length() - std::min(subnet.length(), 8 * i));
        bytes[i] = static_cast<std::uint8_t>(subnet.address().bytes()[i] | (0xffU >> kept));
    }
    return IpAddress(bytes);
}

/// Gathers the routes of one interface.
class AddressRoutes {
  public:
    explicit AddressRoutes(const Interface& interface) : interface_(interface) {}

    void add(const InterfaceAddress& address, const AddressRules& rules) {
        if (address.family() == Family::ipv4)
            add_ipv4(address);
        else
            add_ipv6(address, rules);
    }
    void add_multicast();
    std::vector<Route> take() { return std::move(routes_); }

  private:
    Route route(RouteType type, const Prefix& destination) const;
    void put(Route route);
    void add_ipv4(const InterfaceAddress& address);
    void add_ipv6(const InterfaceAddress& address, const AddressRules& rules);
    void put_ipv4(RouteType type, const Prefix& destination, const IpAddress& source, std::uint32_t metric = 0);
    void put_ipv6(RouteType type, const Prefix& destination, std::uint32_t metric);
    void add_subnet(const InterfaceAddress& address);
    void add_ipv6_subnet(const InterfaceAddress& address);

    const Interface& interface_;
    std::vector<Route> routes_;
};

Route AddressRoutes::route(RouteType type, const Prefix& destination) const {
    Route route;
    route.type = type;
    route.destination = destination;
    route.table = type == RouteType::unicast ? table_main : table_local;
    route.protocol = protocol_kernel;
    route.next_hops = {NextHop{.gateway = {}, .device = interface_.name, .realms = {}, .encapsulation = {}}};
    return route;
}

void AddressRoutes::put(Route route) {
    if (std::ranges::find(routes_, route) == routes_.end()) routes_.push_back(std::move(route));
}

void AddressRoutes::put_ipv4(RouteType type, const Prefix& destination, const IpAddress& source, std::uint32_t metric) {
    Route one = route(type, destination);
    one.scope = type == RouteType::local ? scope_host : scope_link;
    one.prefsrc = source;
    if (metric != 0) one.metric = metric;
    put(std::move(one));
}

void AddressRoutes::put_ipv6(RouteType type, const Prefix& destination, std::uint32_t metric) {
    Route one = route(type, destination);
    one.metric = metric;
    one.preference = 0;
    put(std::move(one));
}

void AddressRoutes::add_subnet(const InterfaceAddress& address) {
    const Prefix subnet = Prefix::containing(address.peer.value_or(address.local), address.prefix_length);
    const bool is_secondary = (address.flags & address_secondary) != 0;
    const bool is_itself = subnet.is_host() && subnet.address() == address.local;
    const bool is_zeronet = subnet.address().bytes().front() == 0;
    if (is_secondary || is_itself || is_zeronet) return;
    const RouteType type = interface_.is_loopback() ? RouteType::local : RouteType::unicast;
    if ((address.flags & address_no_prefix_route) == 0)
        put_ipv4(type, subnet, address.local, address.metric.value_or(0));
    if (subnet.length() <= longest_subnet_ipv4)
        put_ipv4(RouteType::broadcast, Prefix::containing(last_of(subnet), 32), address.local);
}

void AddressRoutes::add_ipv4(const InterfaceAddress& address) {
    const IpAddress source = primary_of(address, interface_.addresses);
    put_ipv4(RouteType::local, Prefix::containing(address.local, 32), source);
    if (!interface_.is_up()) return;
    const bool is_told = address.broadcast && !address.broadcast->is_unspecified() && *address.broadcast != all_ones;
    if (is_told) put_ipv4(RouteType::broadcast, Prefix::containing(*address.broadcast, 32), source);
    add_subnet(address);
}

void AddressRoutes::add_ipv6_subnet(const InterfaceAddress& address) {
    const std::uint32_t metric = address.metric.value_or(ipv6_address_metric);
    if (!address.local.is_loopback() && (address.flags & address_no_prefix_route) == 0)
        put_ipv6(RouteType::unicast, Prefix::containing(address.local, address.prefix_length), metric);
    if (address.peer) put_ipv6(RouteType::unicast, Prefix::containing(*address.peer, 128), metric);
}

void AddressRoutes::add_ipv6(const InterfaceAddress& address, const AddressRules& rules) {
    constexpr std::uint32_t unusable = address_tentative | address_dad_failed;
    if ((address.flags & unusable) == 0) put_ipv6(RouteType::local, Prefix::containing(address.local, 128), 0);
    if (rules.forwards_ipv6 && !address.local.is_loopback() && address.prefix_length <= longest_subnet_ipv6)
        put_ipv6(RouteType::anycast, Prefix::containing(address.local.masked(address.prefix_length), 128), 0);
    if (interface_.is_up()) add_ipv6_subnet(address);
}

void AddressRoutes::add_multicast() {
    static const Prefix groups = Prefix::containing(*IpAddress::parse("ff00::"), 8);
    if (interface_.is_up() && !interface_.is_loopback()) put_ipv6(RouteType::multicast, groups, ipv6_address_metric);
}

}  // namespace

std::vector<Route> address_routes(const Interface& interface, const InterfaceAddress& address,
                                  const AddressRules& rules) {
    AddressRoutes routes(interface);
    routes.add(address, rules);
    return routes.take();
}

std::vector<Route> multicast_routes(const Interface& interface) {
    AddressRoutes routes(interface);
    routes.add_multicast();
    return routes.take();
}

std::vector<Route> interface_routes(const Interface& interface, const AddressRules& rules) {
    AddressRoutes routes(interface);
    for (const InterfaceAddress& address : interface.addresses)
        routes.add(address, rules);
    routes.add_multicast();
    return routes.take();
}

}  // namespace snet
