#include "lib/stack/route_check.hpp"

#include <algorithm>
#include <iterator>

#include "lib/records/route_numbers.hpp"
#include "lib/records/route_type.hpp"
#include "lib/stack/subject.hpp"

namespace snet {

namespace {

std::unexpected<Error> refuse(std::string message) {
    return fail(ErrorKind::invalid, std::move(message));
}

// fib_props of Linux.
std::uint8_t widest_scope(RouteType type) {
    if (type == RouteType::local) return scope_host;
    return type == RouteType::broadcast || type == RouteType::anycast ? scope_link : scope_universe;
}

std::string text_of(const IpAddress& gateway) {
    return "the gateway " + gateway.to_string();
}

// IPv4 has the longest prefix of a scope that is wider than the route's own, but for the connected ones.
std::uint8_t scope_of_way(const Route& route) {
    return route.family() == Family::ipv6
               ? scope_universe
               : std::max<std::uint8_t>(scope_link, static_cast<std::uint8_t>(route.scope + 1));
}

// IPv6 refuses by way of lo, whatever was said.
void lead_to_loopback(Route& route) {
    route.flags &= hop_onlink;
    route.next_hops.assign(
        1, NextHop{.gateway = {}, .device = "lo", .flags = route.flags, .realms = {}, .encapsulation = {}});
}

// rt6_duplicate_nexthop: IPv4 may take a way twice.
bool has_twins(const Route& route) {
    const auto& hops = route.next_hops;
    const auto is_twin = [](const NextHop& one, const NextHop& other) {
        return one.device == other.device && one.gateway == other.gateway;
    };
    if (route.family() == Family::ipv4) return false;
    for (auto hop = hops.begin(); hop != hops.end(); ++hop)
        if (std::any_of(std::next(hop), hops.end(), [&](const NextHop& other) { return is_twin(*hop, other); }))
            return true;
    return false;
}

}  // namespace

Result<void> check_tos(std::uint8_t tos) {
    constexpr unsigned ecn_bits = 3;
    if ((tos & ecn_bits) == 0) return {};
    return fail(ErrorKind::invalid, "tos: its lowest two bits must be 0");
}

Result<RouteCheck> RouteCheck::read(const Stack& stack) {
    auto interfaces = stack.interfaces();
    if (!interfaces) return std::unexpected(std::move(interfaces.error()));
    return RouteCheck(stack, std::move(*interfaces));
}

const Interface* RouteCheck::find(std::string_view device) const {
    const auto named = std::ranges::find(interfaces_, device, &Interface::name);
    if (named != interfaces_.end()) return &*named;
    const auto other = std::ranges::find_if(interfaces_, [&](const Interface& one) {
        return std::ranges::find(one.altnames, device) != one.altnames.end();
    });
    return other == interfaces_.end() ? nullptr : &*other;
}

// ipv6_chk_addr: an address of the link alone counts on its own device only.
bool RouteCheck::is_own(const IpAddress& address, const std::string& device) const {
    return std::ranges::any_of(interfaces_, [&](const Interface& one) {
        const bool is_here = device.empty() || one.name == device || !address.is_link_local();
        return is_here && std::ranges::find(one.addresses, address, &InterfaceAddress::local) != one.addresses.end();
    });
}

Result<void> RouteCheck::complete(Route& route) {
    if (auto good = check_type(route); !good) return good;
    if (auto good = check_object(route); !good) return good;
    for (NextHop& hop : route.next_hops) {
        if (auto found = find_device(hop); !found) return found;
        if (auto good = check_hop(hop, route); !good) return good;
    }
    if (has_twins(route)) return fail(ErrorKind::exists, "two ways out of the route are one");
    if (leads_nowhere(route.type) && route.family() == Family::ipv6) lead_to_loopback(route);
    return check_source(route);
}

Result<void> RouteCheck::check_type(const Route& route) const {
    const bool is_ipv4 = route.family() == Family::ipv4;
    const std::string type = to_string(route.type);
    if (route.type == RouteType::nat || route.type == RouteType::unspecified)
        return refuse(type + ": the kernel knows no such routes any more");
    if (!is_ipv4 && route.tos != 0) return refuse("tos: IPv6 routes have none");
    if (auto good = check_tos(route.tos); !good) return good;
    if (is_ipv4 && (route.scope < widest_scope(route.type) || route.scope == scope_nowhere))
        return refuse("scope: " + type + " routes have no such scope; leave it out");
    const bool has_hop = !route.next_hops.empty() || route.nexthop_id;
    if (leads_nowhere(route.type) && is_ipv4 && has_hop)
        return refuse(type + ": such a route has no gateway and no device");
    if (!leads_nowhere(route.type) && !has_hop) return refuse("a route leads somewhere: say via ADDRESS, or dev D");
    if (is_ipv4 && route.scope == scope_host && route.next_hops.size() > 1)
        return refuse("a route of scope host has one way out");
    return {};
}

Result<void> RouteCheck::check_object(const Route& route) const {
    if (!route.nexthop_id) return {};
    const std::string id = "next-hop object " + std::to_string(*route.nexthop_id);
    if (!route.next_hops.empty()) return refuse(id + ": the route has it for its gateway and device; leave these out");
    if (route.from) return refuse(id + ": a route from some sources has none");
    const auto objects = stack_.nexthop_objects();
    if (!objects) return std::unexpected(objects.error());
    const auto object = std::ranges::find(*objects, *route.nexthop_id, &NexthopObject::id);
    if (object == objects->end()) return refuse(id + ": there is none; snet-stack add nexthop id adds one");
    if (object->fdb) return refuse(id + ": it is a bridge's, not for routes");
    const auto is_ipv4 = [](const NexthopObject& one) { return one.hop.gateway && one.hop.gateway->is_ipv4(); };
    const bool has_ipv4 = is_ipv4(*object) || std::ranges::any_of(object->group, [&](const auto& member) {
                              const auto one = std::ranges::find(*objects, member.id, &NexthopObject::id);
                              return one != objects->end() && is_ipv4(*one);
                          });
    if (route.family() == Family::ipv6 && has_ipv4) return refuse(id + ": its gateway is of IPv4");
    return {};
}

// fib_valid_prefsrc: IPv4 wants a local route to it, IPv6 an address that is no longer tentative.
Result<void> RouteCheck::check_source(const Route& route) {
    if (!route.prefsrc || (leads_nowhere(route.type) && route.family() == Family::ipv4)) return {};
    const std::string what = "src " + route.prefsrc->to_string() + ": no address of this stack's";
    if (route.family() == Family::ipv6) {
        const std::string device = route.next_hops.empty() ? "" : route.next_hops.front().device;
        return is_own(*route.prefsrc, device) ? Result<void>() : refuse(what);
    }
    if (route.type == RouteType::local && route.destination.address() == *route.prefsrc) return {};
    const auto type = on_link_.type_of(*route.prefsrc);
    if (!type) return std::unexpected(type.error());
    return *type == RouteType::local ? Result<void>() : refuse(what);
}

// By its own name, as the kernel keeps it.
Result<void> RouteCheck::find_device(NextHop& hop) const {
    if (hop.device.empty()) return {};
    const Interface* const device = find(hop.device);
    if (device == nullptr) return refuse(no_such_interface(hop.device).message);
    hop.device = device->name;
    return {};
}

Result<void> RouteCheck::check_up(const NextHop& hop) const {
    const Interface* const device = find(hop.device);
    if (device != nullptr && device->is_up()) return {};
    return refuse(hop.device + " is down; snet-ifaces set " + hop.device + " up brings it up");
}

Result<void> RouteCheck::check_hop(NextHop& hop, const Route& route) {
    if (leads_nowhere(route.type)) return (hop.flags & hop_onlink) != 0 ? check_onlink_device(hop) : Result<void>();
    const bool is_host = route.family() == Family::ipv4 && route.scope == scope_host;
    if (is_host && hop.gateway) return refuse("a route of scope host has no gateway");
    if (hop.gateway) return check_gateway(hop, route);
    if (hop.device.empty()) return refuse("a route without a gateway needs a device: dev D");
    if (is_host && route.type == RouteType::local) return {};
    if (route.family() == Family::ipv4 && (hop.flags & hop_onlink) != 0)
        return refuse("onlink is said of a gateway: via ADDRESS dev D onlink");
    if (route.family() == Family::ipv6 && route.is_multipath())
        return refuse("every way out of an IPv6 route of several has a gateway: via ADDRESS");
    return check_up(hop);
}

Result<void> RouteCheck::check_gateway(NextHop& hop, const Route& route) {
    if (route.family() == Family::ipv6 && hop.gateway->is_ipv4())
        return refuse(text_of(*hop.gateway) + ": an IPv6 route has an IPv6 gateway");
    if (hop.gateway->is_ipv6()) return check_ipv6_gateway(hop, route);
    return (hop.flags & hop_onlink) != 0 ? check_onlink(hop, route) : check_on_link(hop, route);
}

// ip6_validate_gw of Linux.
Result<void> RouteCheck::check_ipv6_gateway(NextHop& hop, const Route& route) {
    const IpAddress& gateway = *hop.gateway;
    if (is_own(gateway, gateway.is_link_local() ? hop.device : ""))
        return refuse(text_of(gateway) + " is an address of this stack's own");
    if (gateway.is_multicast() || gateway.is_unspecified() || gateway.is_loopback())
        return refuse(text_of(gateway) + " is no address of one machine");
    if (gateway.is_link_local() && hop.device.empty())
        return refuse(text_of(gateway) + ": an address of a link alone needs its device: dev D");
    const auto good = gateway.is_link_local()         ? check_up(hop)
                      : (hop.flags & hop_onlink) != 0 ? check_onlink(hop, route)
                                                      : check_on_link(hop, route);
    if (const Interface* device = find(hop.device); good && device != nullptr && device->is_loopback())
        return refuse(text_of(gateway) + " is not reached through " + hop.device);
    return good;
}

// As IPv6 has it of a route that leads nowhere, or into the machine.
bool RouteCheck::is_refused(const OnLink::Way& way) const {
    const Interface* const device = find(way.device);
    return leads_nowhere(way.type) || (device != nullptr && device->is_loopback() && way.type == RouteType::unicast);
}

Result<void> RouteCheck::check_onlink_device(const NextHop& hop) const {
    if (hop.device.empty()) return refuse("onlink needs the device that the gateway is on: dev D");
    return check_up(hop);
}

Result<void> RouteCheck::check_onlink(const NextHop& hop, const Route& route) {
    const IpAddress& gateway = *hop.gateway;
    if (gateway.is_ipv4() && route.scope >= scope_link)
        return refuse("scope: a route with a gateway has a wider scope; leave it out");
    if (auto up = check_onlink_device(hop); !up) return up;
    if (gateway.is_ipv6()) {
        const GatewayQuestion question{.gateway = gateway, .device = {}, .source = route.prefsrc};
        const auto way = on_link_.in_table(question, table_main);
        if (!way) return std::unexpected(way.error());
        const bool is_told = *way && !(*way)->destination.is_all() && !is_refused(**way);
        const bool is_other = is_told && ((*way)->type != RouteType::unicast || (*way)->device != hop.device);
        return is_other ? refuse(text_of(gateway) + " is on " + (*way)->device + ", not on " + hop.device)
                        : Result<void>();
    }
    const auto type = on_link_.type_of(gateway);
    if (!type) return std::unexpected(type.error());
    if (*type != RouteType::unicast) return refuse(text_of(gateway) + " is a " + to_string(*type) + " address here");
    return {};
}

Result<void> RouteCheck::check_on_link(NextHop& hop, const Route& route) {
    const IpAddress& gateway = *hop.gateway;
    const GatewayQuestion question{
        .gateway = gateway, .device = hop.device, .scope = scope_of_way(route), .source = route.prefsrc};
    const auto is_good = [&](const std::optional<OnLink::Way>& way) {
        if (!way) return false;
        if (gateway.is_ipv4()) return way->type == RouteType::unicast || way->type == RouteType::local;
        return !way->has_gateway && way->type < RouteType::blackhole;
    };
    // Other than main, the route's own table is asked first.
    const bool asks_rules = gateway.is_ipv4() && route.table == table_main;
    auto way = asks_rules ? on_link_.by_rules(question) : on_link_.in_table(question, route.table);
    // IPv4 takes what its table says, be it that the gateway is none; a table that refuses says nothing.
    const bool is_said = way && *way && (gateway.is_ipv4() ? (*way)->type < RouteType::blackhole : is_good(*way));
    if (way && !is_said && !asks_rules) way = on_link_.by_rules(question);
    if (!way) return std::unexpected(way.error());
    if (!is_good(*way))
        return refuse(text_of(gateway) + " is not on-link" + (hop.device.empty() ? "" : " through " + hop.device) +
                      ": no connected route leads to it; say dev D onlink if it is there all the same");
    hop.device = (*way)->device;
    return check_up(hop);
}

}  // namespace snet
