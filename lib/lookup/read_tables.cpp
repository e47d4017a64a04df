#include <algorithm>

#include "lib/lookup/forwarding_tables.hpp"
#include "lib/lookup/settings.hpp"
#include "lib/records/route_numbers.hpp"
#include "lib/records/vrf.hpp"
#include "lib/stack/tables.hpp"
#include "snet/lookup.hpp"

namespace snet {

namespace {

// What a look-up may ask tables for: the destination, and the way back to the source.
bool may_match(const Route& route, const Flow& flow) {
    return route.destination.contains(flow.destination) || (flow.from && route.destination.contains(*flow.from));
}

// Takes the routes that a flow may come across, or all. Of those that matter by being there one of each sort is enough.
class RoutePicker {
  public:
    RoutePicker(const Flow* only, std::vector<Route>& routes) : only_(only), routes_(routes) {}

    void offer(const Route& route) {
        const bool is_ipv4 = route.family() == Family::ipv4;
        if (is_ipv4 && !own_address_ && route.table == table_local && route.type == RouteType::local &&
            route.destination.is_host())
            own_address_ = route.destination.address();
        const bool is_added_local = is_ipv4 && is_added_local_route(route),
                   has_its_realms = is_ipv4 && has_realms(route);
        const bool is_first = (is_added_local && !saw_added_local_) || (has_its_realms && !saw_realms_);
        saw_added_local_ |= is_added_local;
        saw_realms_ |= has_its_realms;
        if (!only_ || is_first || may_match(route, *only_)) routes_.push_back(route);
    }

    const std::optional<IpAddress>& own_address() const { return own_address_; }

  private:
    const Flow* only_;
    std::vector<Route>& routes_;
    std::optional<IpAddress> own_address_;
    bool saw_added_local_ = false;
    bool saw_realms_ = false;
};

template <class T>
std::optional<Error> take(Result<T> from, T& to) {
    if (!from) return std::move(from.error());
    to = std::move(*from);
    return std::nullopt;
}

std::optional<Family> family_of(const Flow* only) {
    return only ? std::optional(only->destination.family()) : std::nullopt;
}

std::optional<Error> read_neighbors(const Stack& stack, const Flow* only, LookupTables& tables) {
    auto status = stack.each_neighbor({.family = family_of(only), .device = {}}, [&](const Neighbor& neighbor) {
        tables.neighbors.push_back(neighbor);
        return Next::go_on;
    });
    return status ? std::nullopt : std::optional(std::move(status.error()));
}

// All but routes and neighbors. Of one flow, what is of its family.
template <class Tables>
std::optional<Error> read_surroundings(const Stack& stack, Tables& rows, const Flow* only, LookupTables& tables) {
    const auto family = family_of(only);
    if (auto error = take(stack.interfaces(), tables.interfaces)) return error;
    if (std::ranges::any_of(tables.interfaces, is_vrf))  // which table each has are details
        if (auto error = take(stack.interfaces({.details = true}), tables.interfaces)) return error;
    if (auto error = take(stack.rules(family), tables.rules)) return error;
    if (family != Family::ipv4)
        if (auto error = take(rows.address_labels(), tables.address_labels)) return error;
    CurrentSettings current = rows.settings();
    const auto ask = [&](const std::string& name) -> std::optional<int> {
        if (only && !is_setting_for(*only, name)) return std::nullopt;
        const auto value = current.value(name);
        if (value) tables.sysctls.emplace(name, *value);
        return value;
    };
    read_lookup_settings(Settings(ask), tables.interfaces);
    return current.error();
}

}  // namespace

Result<LookupTables> LookupTables::read(const Stack& stack, const Flow* only) {
    LookupTables tables;
    auto& rows = *stack.tables_;
    if (auto error = read_surroundings(stack, rows, only, tables)) return std::unexpected(std::move(*error));
    if (auto error = read_neighbors(stack, only, tables)) return std::unexpected(std::move(*error));
    RouteQuery query;
    query.table = std::nullopt;
    query.family = family_of(only);
    RoutePicker picker(only, tables.routes);
    auto status = stack.each_route(query, [&](const Route& route) {
        picker.offer(route);
        return Next::go_on;
    });
    if (!status) return std::unexpected(std::move(status.error()));
    if (only && only->destination.is_ipv6()) return tables;
    if (auto error = take(rows.is_fib4_merged(tables.rules, picker.own_address()), tables.fib4_merged))
        return std::unexpected(std::move(*error));
    return tables;
}

// Tables local and main need not be told apart: the route that answers is none of local's. What is known of gateways
// decides between several default routes alone.
Result<LookupTables> LookupTables::read_for_answer(const Stack& stack, const Flow& flow) {
    auto routes = stack.tables_->deciding_routes(flow);
    if (!routes) return std::unexpected(std::move(routes.error()));
    if (!*routes) return read(stack, &flow);
    LookupTables tables;
    if (auto error = read_surroundings(stack, *stack.tables_, &flow, tables)) return std::unexpected(std::move(*error));
    if (std::ranges::count_if(**routes, &Route::is_default) > 1)
        if (auto error = read_neighbors(stack, &flow, tables)) return std::unexpected(std::move(*error));
    tables.routes = std::move(**routes);
    tables.fib4_merged = false;
    return tables;
}

}  // namespace snet
