#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lib/stack/address_routes.hpp"
#include "lib/stack/route_changes.hpp"
#include "snet/row_edit.hpp"

namespace snet {

/// An interface that an edit is about, and the settings that say what follows.
struct EditedInterface {
    Interface interface;
    AddressRules rules;
    bool promotes_secondaries = false;  ///< IPv4
    bool keeps_addresses = false;       ///< IPv6, when it goes down
    bool has_ipv6 = true;
    bool makes_link_local = true;  ///< of its link-layer address

    static Result<EditedInterface> read(const Stack& stack, std::string_view name);
};

/// Whether its packets are as long as IPv6 demands: RFC 8200, section 5.
inline bool has_room_for_ipv6(const Interface& interface) {
    constexpr std::uint32_t least = 1280;
    return interface.mtu.value_or(least) >= least;
}

/// The routes of a stack that lead through a device, by one of their ways at least; of a million of them only those
/// that `which` chooses are kept.
Result<std::vector<Route>> routes_through(const Stack& stack, const std::string& device,
                                          FunctionRef<bool(const Route&)> which);
Result<std::vector<Route>> routes_through(const Stack& stack, const std::string& device);

/// Those of `some` that are not among `others`.
std::vector<Route> without(const std::vector<Route>& some, const std::vector<Route>& others);

bool leads_through(const Route& route, const std::string& device);

/// Marks the hops of the route that lead through a device as dead, or as alive again.
Route with_dead_hops(Route route, const std::string& device);
Route with_living_hops(Route route, const std::string& device);

/// Those of the routes that lead nowhere, are gone, once the device is down.
RouteChanges losses_of(const std::vector<Route>& routes, const std::string& device);

}  // namespace snet
