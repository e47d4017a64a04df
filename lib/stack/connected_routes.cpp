#include "snet/connected_routes.hpp"

#include <algorithm>

#include "lib/stack/address_routes.hpp"

namespace snet {

namespace {

/// An address and the route to its subnet.
struct Expected {
    AddressRecord address;
    Route route;
};

// One that is secondary brings no route.
void expect(const Interface& interface, const InterfaceAddress& address, std::vector<Expected>& expected) {
    for (Route& route : address_routes(interface, address, {}))
        if (route.type == RouteType::unicast) {
            expected.push_back({{interface.name, address}, std::move(route)});
            expected.back().address.address.index = 0;
            return;
        }
}

bool is_met(const Expected& one, const Route& route) {
    return route.destination == one.route.destination &&
           std::ranges::find(route.next_hops, one.address.device, &NextHop::device) != route.next_hops.end();
}

}  // namespace

Result<std::vector<AddressRecord>> addresses_without_route(const Stack& stack) {
    const auto interfaces = stack.interfaces();
    if (!interfaces) return std::unexpected(interfaces.error());
    std::vector<Expected> expected;
    for (const Interface& one : *interfaces)
        for (const InterfaceAddress& address : one.addresses)
            if (address.origin == Origin::stack && one.is_up()) expect(one, address, expected);
    const RouteQuery all{.family = {}, .table = {}, .device = {}};
    const auto done = stack.each_route(all, [&](const Route& route) {
        std::erase_if(expected, [&](const Expected& one) { return is_met(one, route); });
        return expected.empty() ? Next::stop : Next::go_on;
    });
    if (!done) return std::unexpected(done.error());
    std::vector<AddressRecord> records;
    records.reserve(expected.size());
    for (Expected& one : expected)
        records.push_back(std::move(one.address));
    return records;
}

}  // namespace snet
