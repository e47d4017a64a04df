#include "lib/stack/link_state.hpp"

#include <algorithm>

#include "lib/records/interface_flags.hpp"
#include "lib/records/route_numbers.hpp"
#include "lib/stack/address_list.hpp"
#include "lib/stack/address_rows.hpp"
#include "lib/stack/nexthop_loss.hpp"
#include "lib/stack/route_changes.hpp"
#include "lib/values/link_local.hpp"

namespace snet {

namespace {

constexpr std::uint16_t ethernet = 1;

// addrconf_ifdown of Linux: an address that is kept has to prove itself again.
void lose_ipv6(Interface& interface, bool keeps_addresses) {
    std::erase_if(interface.addresses, [&](const InterfaceAddress& one) {
        const bool is_kept = keeps_addresses && (one.flags & address_permanent) != 0 && !one.local.is_link_local() &&
                             !one.local.is_loopback();
        return one.family() == Family::ipv6 && !is_kept;
    });
    for (InterfaceAddress& one : interface.addresses)
        if (one.family() == Family::ipv6 && (one.flags & address_no_dad) == 0) one.flags |= address_tentative;
}

void gain(Interface& interface, const IpAddress& local, unsigned length, std::uint8_t scope, std::string label) {
    InterfaceAddress address;
    address.local = local;
    address.prefix_length = static_cast<std::uint8_t>(length);
    address.scope = scope;
    address.flags = address_permanent;
    address.label = std::move(label);
    // It may be there.
    (void)add_address(interface, std::move(address));
}

// What an interface has by itself when it runs.
void gain_own(Interface& interface, const EditedInterface& edited) {
    for (InterfaceAddress& one : interface.addresses)
        if (one.family() == Family::ipv6) one.flags &= ~address_tentative;
    const bool has_ipv6 = edited.has_ipv6 && has_room_for_ipv6(interface);
    if (interface.is_loopback()) {
        if (std::ranges::find(interface.addresses, Family::ipv4, &InterfaceAddress::family) ==
            interface.addresses.end())
            gain(interface, IpAddress(IpAddress::Bytes4{127, 0, 0, 1}), 8, scope_host, interface.name);
        if (has_ipv6) gain(interface, *IpAddress::parse("::1"), 128, scope_host, "");
        return;
    }
    const auto mac = interface.mac();
    const bool makes_one = has_ipv6 && edited.makes_link_local && mac && interface.link_type == ethernet &&
                           (interface.flags & interface_running) != 0;
    if (makes_one) gain(interface, link_local_of(*mac), 64, scope_link, "");
}

bool is_among(const std::vector<Route>& some, const Route& route) {
    return std::ranges::any_of(some, [&](const Route& one) { return is_same_row(one, route); });
}

// What the addresses bring. The route to the other end comes with the local one only, which is there already if the
// address was given while the interface was down.
std::vector<Route> brought(const Interface& interface, const AddressRules& rules,
                           const std::vector<Route>& routes_before) {
    std::vector<Route> routes = interface_routes(interface, rules);
    const bool runs = (interface.flags & interface_running) != 0;
    if (!runs) std::erase_if(routes, [](const Route& route) { return route.type == RouteType::multicast; });
    for (const InterfaceAddress& address : interface.addresses) {
        const Prefix local = Prefix::containing(address.local, 8 * address_size(address.family()));
        const bool is_there = std::ranges::find(routes_before, local, &Route::destination) != routes_before.end();
        if (address.family() == Family::ipv4 || !address.peer || !is_there) continue;
        std::erase_if(routes, [&](const Route& route) {
            return route.type == RouteType::unicast && route.destination == Prefix::containing(*address.peer, 128);
        });
    }
    return routes;
}

// Every interface has them, and alone they tell no way: it does not matter which comes first.
bool is_of_link(const Route& route) {
    return route.family() == Family::ipv6 &&
           (route.type == RouteType::multicast || route.destination.address().is_link_local());
}

Route alive(Route route, const std::string& device) {
    route.flags &= ~(hop_dead | hop_linkdown);
    return with_living_hops(std::move(route), device);
}

// Of the routes that would be there again, those stay that the device had while it was down, or that its addresses
// bring, as the last of their key.
RouteChanges changes_of(const std::vector<Route>& routes, const std::vector<Route>& routes_before,
                        std::vector<Route> made, const std::string& device) {
    RouteChanges changes;
    changes.made = std::move(made);
    std::vector<Route> had;
    had.reserve(routes_before.size());
    for (const Route& route : routes_before)
        had.push_back(alive(route, device));
    for (const Route& route : routes) {
        Route living = alive(route, device);
        const bool stays = is_among(had, living) || (is_of_link(route) && is_among(changes.made, route));
        if (!stays) changes.gone.push_back(route);
        if (stays && route.is_multipath() && living != route) changes.changed.emplace_back(route, std::move(living));
    }
    return changes;
}

}  // namespace

Result<std::string> with_link_down(std::string_view text, const EditedInterface& before, const EditScope& scope) {
    const std::string& device = before.interface.name;
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    auto after = stack->interface(device);
    if (!after) return std::unexpected(std::move(after.error()));
    lose_ipv6(*after, before.keeps_addresses);
    const auto bare = with_addresses(text, *after, scope);
    if (!bare) return bare;
    // Those that the operating system has through an interface that is down there.
    const auto routes = routes_through(*stack, device);
    if (!routes) return std::unexpected(routes.error());
    return with_route_changes(*bare, losses_of(*routes, device), scope);
}

Result<std::string> with_link_up(std::string_view text, const EditedInterface& before,
                                 const std::vector<Route>& routes_before, const EditScope& scope) {
    const std::string& device = before.interface.name;
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    auto after = stack->interface(device);
    if (!after) return std::unexpected(std::move(after.error()));
    gain_own(*after, before);
    const auto addressed = with_addresses(text, *after, scope);
    if (!addressed) return addressed;

    const auto now = stack_of(*addressed, scope);
    if (!now) return std::unexpected(now.error());
    const auto routes = routes_through(*now, device);
    if (!routes) return std::unexpected(routes.error());
    const RouteChanges changes =
        changes_of(*routes, routes_before, brought(*after, before.rules, routes_before), device);
    return with_address_routes(*addressed, changes, scope);
}

// addrconf_ifdown and rt6_disable_ip of Linux, as when the interface is taken away.
Result<std::string> with_ipv6_gone(std::string_view text, const EditedInterface& before, const EditScope& scope) {
    const std::string& device = before.interface.name;
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    auto after = stack->interface(device);
    if (!after) return std::unexpected(std::move(after.error()));
    std::erase_if(after->addresses, [](const InterfaceAddress& one) { return one.family() == Family::ipv6; });
    const auto bare = with_addresses(text, *after, scope);
    if (!bare) return bare;
    const auto routes = routes_through(
        *stack, device, [](const Route& route) { return route.family() == Family::ipv6 && !route.nexthop_id; });
    if (!routes) return std::unexpected(routes.error());
    RouteChanges changes;
    for (const Route& route : *routes) {
        Route rest = route;
        std::erase_if(rest.next_hops, [&](const NextHop& hop) { return hop.device == device; });
        if (rest.next_hops.empty())
            changes.gone.push_back(route);
        else
            changes.changed.emplace_back(route, std::move(rest));
    }
    const auto without_routes = with_route_changes(*bare, changes, scope);
    return without_routes ? without_neighbors(*without_routes, device, scope, Family::ipv6) : without_routes;
}

}  // namespace snet
