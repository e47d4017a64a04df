#include "lib/stack/edited_interface.hpp"

#include <algorithm>

#include "lib/lookup/settings.hpp"
#include "lib/records/route_numbers.hpp"
#include "lib/records/route_type.hpp"

namespace snet {

namespace {

constexpr std::uint32_t hop_lost = hop_dead | hop_linkdown;

}  // namespace

Result<EditedInterface> EditedInterface::read(const Stack& stack, std::string_view name) {
    auto interface = stack.interface(name);
    if (!interface) return std::unexpected(std::move(interface.error()));
    const StackRecords records(stack);
    Result<void> status;
    const auto ask = [&](const std::string& setting) -> std::optional<int> {
        const auto value = records.setting(setting);
        if (!value) status = std::unexpected(value.error());
        return value ? *value : std::nullopt;
    };
    const Settings settings(ask);
    const std::string& device = interface->name;
    constexpr Family v4 = Family::ipv4, v6 = Family::ipv6;
    const int kept_by_all = settings.value(v6, "all", "keep_addr_on_down");
    EditedInterface edited;
    edited.rules.forwards_ipv6 = settings.is_set(v6, device, "forwarding");
    edited.promotes_secondaries = settings.is_set_here_or_for_all(v4, device, "promote_secondaries");
    edited.keeps_addresses = (kept_by_all != 0 ? kept_by_all : settings.value(v6, device, "keep_addr_on_down")) > 0;
    edited.has_ipv6 = settings.value(v6, device, "disable_ipv6") == 0;
    edited.makes_link_local = settings.value(v6, device, "addr_gen_mode") == 0;
    if (!status) return std::unexpected(std::move(status.error()));
    edited.interface = std::move(*interface);
    return edited;
}

bool leads_through(const Route& route, const std::string& device) {
    return std::ranges::find(route.next_hops, device, &NextHop::device) != route.next_hops.end();
}

Result<std::vector<Route>> routes_through(const Stack& stack, const std::string& device,
                                          FunctionRef<bool(const Route&)> which) {
    std::vector<Route> routes;
    const RouteQuery query{.family = {}, .table = {}, .device = device};
    const auto done = stack.each_route(query, [&](const Route& route) {
        if (which(route)) routes.push_back(route);
        return Next::go_on;
    });
    if (!done) return std::unexpected(done.error());
    return routes;
}

Result<std::vector<Route>> routes_through(const Stack& stack, const std::string& device) {
    return routes_through(stack, device, [](const Route&) { return true; });
}

std::vector<Route> without(const std::vector<Route>& some, const std::vector<Route>& others) {
    std::vector<Route> rest;
    for (const Route& route : some)
        if (std::ranges::none_of(others, [&](const Route& other) { return is_same_row(route, other); }))
            rest.push_back(route);
    return rest;
}

Route with_dead_hops(Route route, const std::string& device) {
    for (NextHop& hop : route.next_hops)
        if (hop.device == device) hop.flags |= hop_lost;
    return route;
}

Route with_living_hops(Route route, const std::string& device) {
    for (NextHop& hop : route.next_hops)
        if (hop.device == device && (hop.flags & hop_dead) != 0) hop.flags &= ~hop_lost;
    return route;
}

RouteChanges losses_of(const std::vector<Route>& routes, const std::string& device) {
    RouteChanges changes;
    for (const Route& route : routes) {
        const bool leads_on = with_dead_hops(route, device).living_next_hop() != nullptr;
        if (!stays_on_host(route) && !leads_on) changes.gone.push_back(route);
    }
    return changes;
}

}  // namespace snet
