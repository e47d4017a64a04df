#include <algorithm>

#include "lib/records/blank_text.hpp"
#include "lib/stack/edited_interface.hpp"
#include "lib/stack/route_changes.hpp"
#include "snet/route_edit.hpp"

namespace snet {

namespace {

/// A device, and an address that it need not have.
struct DeviceAddress {
    EditedInterface device;
    InterfaceAddress address;
};

Result<DeviceAddress> read_words(std::string_view words, const Stack& stack, const Names& names) {
    const auto record = parse_record("address " + normal_words(words), names);
    if (!record) return std::unexpected(record.error());
    const auto& said = std::get<AddressRecord>(*record);
    auto device = EditedInterface::read(stack, said.device);
    if (!device) return std::unexpected(std::move(device.error()));
    if (!device->interface.is_up())
        return fail(ErrorKind::invalid, device->interface.name + " is down; snet-ifaces set " + device->interface.name +
                                            " up brings it up");
    return DeviceAddress{std::move(*device), said.address};
}

std::vector<Route> routes_of(const DeviceAddress& which) {
    return address_routes(which.device.interface, which.address, which.device.rules);
}

// Of the device's routes those that an address brought, not counting what every interface has.
bool is_brought(const Route& route, Family family) {
    const bool is_connected = route.next_hops.size() == 1 && !route.next_hops.front().gateway;
    const bool is_of_link =
        family == Family::ipv6 && (route.type == RouteType::multicast || route.destination.address().is_link_local());
    return route.family() == family && route.protocol == protocol_kernel && is_connected && !is_of_link;
}

std::vector<IpAddress> sources_of(const std::vector<Route>& routes) {
    std::vector<IpAddress> sources;
    for (const Route& route : routes)
        if (route.type == RouteType::local && route.destination.is_host())
            sources.push_back(route.destination.address());
    return sources;
}

Result<RouteChanges> moves(const Stack& stack, const DeviceAddress& which) {
    const auto routes = routes_through(stack, which.device.interface.name);
    if (!routes) return std::unexpected(routes.error());
    RouteChanges changes;
    changes.made = routes_of(which);
    const auto is_old = [&](const Route& route) { return is_brought(route, which.address.family()); };
    std::ranges::copy_if(*routes, std::back_inserter(changes.gone), is_old);
    const auto sources = sources_of(changes.gone);
    for (const Route& route : *routes) {
        const bool is_from = route.prefsrc && std::ranges::find(sources, *route.prefsrc) != sources.end();
        if (!is_from || is_old(route)) continue;
        Route after = route;
        after.prefsrc = which.address.local;
        changes.changed.emplace_back(route, std::move(after));
    }
    return changes;
}

}  // namespace

Result<std::string> add_device_routes(std::string_view text, std::string_view words, const EditScope& scope) {
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    const auto which = read_words(words, *stack, scope.names);
    if (!which) return std::unexpected(which.error());
    const auto routes = routes_through(*stack, which->device.interface.name);
    if (!routes) return std::unexpected(routes.error());
    RouteChanges changes;
    changes.made = without(routes_of(*which), *routes);
    if (changes.are_none()) return fail(ErrorKind::exists, "exists: " + normal_words(words) + " has its routes");
    return with_address_routes(text, changes, scope);
}

Result<std::string> remove_device_routes(std::string_view text, std::string_view device, const EditScope& scope) {
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    const auto interface = stack->interface(device, {.addresses = false});
    if (!interface) return std::unexpected(interface.error());
    const auto routes = routes_through(*stack, interface->name);
    if (!routes) return std::unexpected(routes.error());
    RouteChanges changes;
    for (const Route& route : *routes) {
        Route rest = route;
        std::erase_if(rest.next_hops, [&](const NextHop& hop) { return hop.device == interface->name; });
        if (rest.next_hops.empty())
            changes.gone.push_back(route);
        else
            changes.changed.emplace_back(route, std::move(rest));
    }
    if (changes.are_none()) return fail(ErrorKind::not_found, interface->name + ": no routes lead through it");
    return with_route_changes(text, changes, scope);
}

Result<std::string> change_device_routes(std::string_view text, std::string_view words, const EditScope& scope) {
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    const auto which = read_words(words, *stack, scope.names);
    if (!which) return std::unexpected(which.error());
    const auto changes = moves(*stack, *which);
    if (!changes) return std::unexpected(changes.error());
    return with_address_routes(text, *changes, scope);
}

}  // namespace snet
