#include "lib/stack/route_steps.hpp"

#include <algorithm>

#include "lib/stack/route_rest.hpp"
#include "lib/stack/row_steps.hpp"

namespace snet {

namespace {

bool rests_on_others(const Record& row) {
    return rest_of(std::get<Route>(row)) == Rest::others;
}

bool is_group(const Record& row) {
    return !std::get<NexthopObject>(row).group.empty();
}

/// One of IPv4 has scope host.
bool is_ipv6_device(const NexthopObject& object) {
    return !object.hop.gateway && !object.hop.device.empty() && object.scope == scope_link;
}

/// The objects that IPv6 routes use, of which some tell no family themselves.
Result<std::set<std::uint32_t>> objects_of_ipv6(const Stack& stack) {
    std::set<std::uint32_t> used;
    const auto objects = stack.nexthop_objects();
    if (!objects) return std::unexpected(objects.error());
    const auto tells_nothing = [](const NexthopObject& one) { return !one.hop.gateway && one.group.empty(); };
    if (std::ranges::none_of(*objects, tells_nothing)) return used;
    const RouteQuery query{.family = Family::ipv6, .table = std::nullopt, .device = {}, .protocol = {}, .type = {}};
    const auto done = stack.each_route(query, [&](const Route& route) {
        if (route.nexthop_id) used.insert(*route.nexthop_id);
        return Next::go_on;
    });
    if (!done) return std::unexpected(done.error());
    for (const NexthopObject& one : *objects)
        if (used.contains(one.id))
            for (const NexthopObject::Member& member : one.group)
                used.insert(member.id);
    return used;
}

Result<void> delete_objects(const TableDifference& difference, bool groups, IpSteps steps) {
    return difference.each_gone([&](const Record& row) {
        if (is_group(row) == groups && !difference.replaces(row)) run_step(IpVerb::del, row, steps);
    });
}

/// What the kernel keeps as metric 0 comes with an address; where that is not so, it is told.
Result<void> add_some_routes(const TableDifference& difference, Rest chosen, IpSteps steps) {
    return difference.each_missing([&](const Record& row) {
        if (difference.rest(row) == chosen)
            run_step(difference.replaces(row) ? IpVerb::replace : IpVerb::add, row, steps);
    });
}

Result<void> add_objects(const Stack& from, const Stack& to, IpSteps steps) {
    const auto difference = TableDifference::read(from, to, RowKind::nexthop);
    if (!difference) return std::unexpected(difference.error());
    const auto ipv6 = objects_of_ipv6(to);
    if (!ipv6) return std::unexpected(ipv6.error());
    Result<void> done;
    for (const bool groups : {false, true})
        if (done)
            done = difference->each_missing([&](const Record& row) {
                if (is_group(row) != groups) return;
                const auto& object = std::get<NexthopObject>(row);
                const bool is_ipv6 = ipv6->contains(object.id) || is_ipv6_device(object);
                const Family family = is_ipv6 ? Family::ipv6 : Family::ipv4;
                const auto command = ip_command(IpVerb::replace, object, family);
                if (command)
                    steps({*command, {}, {}});
                else
                    steps({{}, to_string(row, Names(true)), command.error().message});
            });
    return done;
}

}  // namespace

Result<void> delete_routes(const Stack& from, const Stack& to, const std::set<std::string>& late, IpSteps steps) {
    const auto is_late = [&](const Record& row) {
        const auto& hops = std::get<Route>(row).next_hops;
        return std::ranges::any_of(hops, [&](const NextHop& hop) { return late.contains(hop.device); });
    };
    const auto delete_some = [&](const TableDifference& routes, bool resting) {
        return routes.each_gone([&](const Record& row) {
            if (rests_on_others(row) == resting && !routes.replaces(row) && !is_late(row))
                run_step(IpVerb::del, row, steps);
        });
    };
    const auto routes = TableDifference::read(from, to, RowKind::route);
    if (!routes) return std::unexpected(routes.error());
    const auto objects = TableDifference::read(from, to, RowKind::nexthop);
    if (!objects) return std::unexpected(objects.error());
    auto done = delete_some(*routes, true);
    if (done) done = delete_objects(*objects, true, steps);
    if (done) done = delete_objects(*objects, false, steps);
    if (done) done = delete_some(*routes, false);
    return done;
}

Result<void> add_routes(const Stack& from, const Stack& to, const std::vector<Record>& expected, IpSteps steps) {
    const auto wanted = TableDifference::read(from, to, RowKind::route, expected);
    if (!wanted) return std::unexpected(wanted.error());
    for (const Record& row : expected)
        if (!wanted->keeps(row)) run_step(IpVerb::del, row, steps);
    auto done = add_some_routes(*wanted, Rest::nothing, steps);
    if (done) done = add_some_routes(*wanted, Rest::device, steps);
    if (done) done = add_objects(from, to, steps);
    if (done) done = add_some_routes(*wanted, Rest::others, steps);
    return done;
}

Result<std::set<std::string>> down_in_multipath(const Stack& from, const Stack& to, const Links& links) {
    std::set<std::string> down;
    std::set<std::string> found;
    for (const InterfaceRecord& row : links.rows())
        if (!row.up.value_or(false)) down.insert(row.name);
    if (down.empty()) return found;
    const auto routes = TableDifference::read(from, to, RowKind::route);
    if (!routes) return std::unexpected(routes.error());
    const auto done = routes->each_missing([&](const Record& row) {
        const auto& route = std::get<Route>(row);
        if (route.is_multipath() && !route.nexthop_id)
            for (const NextHop& hop : route.next_hops)
                if (down.contains(hop.device)) found.insert(hop.device);
    });
    if (!done) return std::unexpected(done.error());
    return found;
}

}  // namespace snet
