#include "snet/route_edit.hpp"

#include <algorithm>
#include <set>

#include "lib/records/blank_text.hpp"
#include "lib/records/route_numbers.hpp"
#include "lib/stack/existing_row.hpp"
#include "lib/stack/line_text.hpp"
#include "lib/stack/route_changes.hpp"
#include "lib/stack/route_check.hpp"
#include "lib/stack/route_key.hpp"

namespace snet {

namespace {

bool is_of_table_local(RouteType type) {
    return type == RouteType::local || type == RouteType::broadcast || type == RouteType::anycast;
}

std::uint8_t scope_unsaid(const Route& route, bool has_way) {
    if (route.type == RouteType::local) return scope_host;
    if (is_of_table_local(route.type) || route.type == RouteType::multicast) return scope_link;
    return route.type == RouteType::unicast && !has_way ? scope_link : scope_universe;
}

// What iproute2's iproute_modify gives an IPv4 route that does not say it, and what the kernel takes for not said.
void fill_in_ipv4(Route& route, std::string_view words) {
    const bool has_way = has_keyword(words, "via") || has_keyword(words, "nexthop") || route.nexthop_id;
    if (!has_keyword(words, "scope")) route.scope = scope_unsaid(route, has_way);
    if (route.metric == 0U) route.metric.reset();
    for (NextHop& hop : route.next_hops)
        if (hop.gateway && hop.gateway->is_ipv4() && hop.gateway->is_unspecified()) hop.gateway.reset();
}

// The same of IPv6, whose routes have no scopes.
void fill_in_ipv6(Route& route) {
    route.scope = scope_universe;
    if (route.metric.value_or(0) == 0) route.metric = ipv6_default_metric;
    if (!route.preference) route.preference = 0;
}

Result<Route> parse_route(std::string_view words, const Names& names) {
    auto record = parse_record(words, names);
    if (!record) return std::unexpected(std::move(record.error()));
    auto* const route = std::get_if<Route>(&*record);
    if (route == nullptr) return fail(ErrorKind::invalid, "not a route's words");
    if (is_of_table_local(route->type) && !has_keyword(words, "table")) route->table = table_local;
    return std::move(*route);
}

// The rows of the stack with the route's key, in their order.
Result<std::vector<Route>> rows_like(const Route& route, const Stack& stack) {
    std::vector<Route> rows;
    const RouteKey key(route);
    const auto done =
        stack.each_route({.family = route.family(), .table = route.table, .device = {}}, [&](const Route& row) {
            if (RouteKey(row) == key) rows.push_back(row);
            return Next::go_on;
        });
    if (!done) return std::unexpected(done.error());
    for (Route& row : rows)
        row.expires.reset();
    return rows;
}

bool has_gateways(const Route& route) {
    return !route.nexthop_id && !route.next_hops.empty() &&
           std::ranges::all_of(route.next_hops, [](const NextHop& hop) { return hop.gateway.has_value(); });
}

// rt6_duplicate_nexthop of Linux: in IPv6 a way out that is there is enough.
bool is_same(const Route& row, const Route& route) {
    if (route.family() == Family::ipv4 || route.nexthop_id || row.nexthop_id) return is_same_row(row, route);
    return std::ranges::any_of(row.next_hops, [&](const NextHop& one) {
        return std::ranges::any_of(route.next_hops, [&](const NextHop& other) {
            return one.device == other.device && one.gateway == other.gateway;
        });
    });
}

// Lines of routes, one after the other, at the text's end.
Result<std::string> with_routes(std::string text, std::span<const Route> routes, const EditScope& scope) {
    for (const Route& route : routes) {
        auto longer = put_record(text, to_string(Record(route), scope.names), Placing::append, scope.name, scope.names);
        if (!longer) return longer;
        text = std::move(*longer);
    }
    return text;
}

Result<std::string> append_route(std::string_view text, Route route, std::span<const Route> rows,
                                 const EditScope& scope) {
    if (std::ranges::any_of(rows, [&](const Route& row) { return is_same(row, route); }))
        return fail(ErrorKind::exists, "exists: " + to_words(Record(route), scope.names));
    // IPv6 makes one route of several ways out.
    if (route.family() == Family::ipv6 && !rows.empty() && has_gateways(rows.front()) && has_gateways(route)) {
        Route joined = rows.front();
        joined.next_hops.insert(joined.next_hops.end(), route.next_hops.begin(), route.next_hops.end());
        joined.flags &= ~hop_flags;
        return put_record(text, to_string(Record(joined), scope.names), Placing::replace, scope.name, scope.names);
    }
    std::vector<Route> all(rows.begin(), std::ranges::find(rows, Origin::stack, &Route::origin));
    all.push_back(std::move(route));
    return with_routes(std::string(text), all, scope);
}

// fib6_add_rt2node of Linux: the first that could be one of several ways out as the new one could, or could not as it
// could not; else the first.
std::size_t place_of(const Route& route, std::span<const Route> rows) {
    if (route.family() == Family::ipv4) return 0;
    const auto alike =
        std::ranges::find_if(rows, [&](const Route& row) { return has_gateways(row) == has_gateways(route); });
    return alike == rows.end() ? 0 : static_cast<std::size_t>(alike - rows.begin());
}

// The text in which these are the routes of the key, each in a line of its own.
Result<std::string> with_all(std::string_view text, std::span<const Route> rows, const EditScope& scope) {
    const RouteKey key(rows.front());
    const auto is_own = [&](const Record& record) {
        const auto* const route = std::get_if<Route>(&record);
        return route != nullptr && RouteKey(*route) == key;
    };
    auto deletion = delete_records(text, is_own, scope.name, scope.names);
    if (!deletion) return std::unexpected(std::move(deletion.error()));
    return with_routes(std::move(deletion->text), rows, scope);
}

Result<std::string> replace_route(std::string_view text, const Route& route, std::span<const Route> rows,
                                  const EditScope& scope) {
    if (rows.size() < 2 || (rows.front().origin == Origin::stack && place_of(route, rows) == 0))
        return put_record(text, to_string(Record(route), scope.names), Placing::replace, scope.name, scope.names);
    std::vector<Route> all(rows.begin(), rows.end());
    all[place_of(route, rows)] = route;
    return with_all(text, all, scope);
}

bool is_wanted(const Route& route, const RouteQuery& query) {
    return (!query.family || route.family() == *query.family) && (!query.table || route.table == *query.table);
}

using TableKey = std::pair<Family, std::uint32_t>;

// The tables that a query names, if they are empty, too: what the operating system adds to them later is not meant to
// come back.
std::set<TableKey> tables_of(const RouteQuery& query, std::span<const Record> rows) {
    std::set<TableKey> tables;
    for (const Record& row : rows)
        tables.emplace(std::get<Route>(row).family(), std::get<Route>(row).table);
    for (const Family family : {Family::ipv4, Family::ipv6})
        if (query.table && family == query.family.value_or(family)) tables.emplace(family, *query.table);
    return tables;
}

std::string hiding_line(const TableKey& key, const Names& names) {
    return std::string("hide route ") + (key.first == Family::ipv4 ? "inet" : "inet6") + " table " +
           names.table(key.second);
}

}  // namespace

Result<Route> route_to_add(std::string_view words, const Stack& stack, const Names& names) {
    const std::string normal = normal_words(words);
    auto route = parse_route(normal, names);
    if (!route) return route;
    if (route->family() == Family::ipv4)
        fill_in_ipv4(*route, normal);
    else
        fill_in_ipv6(*route);
    auto check = RouteCheck::read(stack);
    if (!check) return std::unexpected(std::move(check.error()));
    if (auto good = check->complete(*route); !good) return std::unexpected(std::move(good.error()));
    return route;
}

Result<std::string> put_route(std::string_view text, std::string_view words, Placing placing, const EditScope& scope) {
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    const auto route = route_to_add(words, *stack, scope.names);
    if (!route) return std::unexpected(route.error());
    if (placing == Placing::add) {
        if (auto good = refuse_existing(*route, *stack, scope); !good) return std::unexpected(good.error());
        return put_record(text, to_string(Record(*route), scope.names), placing, scope.name, scope.names);
    }
    const auto rows = rows_like(*route, *stack);
    if (!rows) return std::unexpected(rows.error());
    return placing == Placing::append ? append_route(text, *route, *rows, scope)
                                      : replace_route(text, *route, *rows, scope);
}

namespace {

// Of several rows that have the words the one that has no others, so that a line of a listing is enough for its row.
Result<Removal> remove_exact(std::string_view text, const Route& said, Error&& several, const EditScope& scope) {
    const auto is_record = [&](const Record& record) {
        const auto* const route = std::get_if<Route>(&record);
        return route != nullptr && is_same_row(*route, said);
    };
    auto own = delete_records(text, is_record, scope.name, scope.names);
    if (!own) return std::unexpected(std::move(own.error()));
    if (own->deleted.size() == 1) return Removal{std::move(own->text), {std::move(own->deleted.front().record)}, {}};
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    auto rows = rows_like(said, *stack);
    if (!rows) return std::unexpected(std::move(rows.error()));
    std::erase_if(*rows, [&](const Route& row) { return row.origin != Origin::os || !is_same_row(row, said); });
    if (!own->deleted.empty() || rows->size() != 1) return std::unexpected(std::move(several));
    auto hidden = with_route_changes(text, {.gone = *rows, .changed = {}, .made = {}}, scope);
    if (!hidden) return std::unexpected(std::move(hidden.error()));
    return Removal{std::move(*hidden), {}, {Record(std::move(rows->front()))}};
}

}  // namespace

Result<Removal> remove_routes(std::string_view text, std::string_view words, bool all, const EditScope& scope) {
    std::string normal = normal_words(words);
    const auto route = parse_route(normal, scope.names);
    if (!route) return std::unexpected(route.error());
    if (is_of_table_local(route->type) && !has_keyword(normal, "table")) normal += " table local";
    auto removal = remove_rows(text, normal, all, scope);
    if (!removal && removal.error().kind == ErrorKind::invalid && !removal.error().hints.empty())
        removal = remove_exact(text, *route, std::move(removal.error()), scope);
    if (!removal || removal->deleted.empty()) return removal;
    auto rest = without_revealed(text, removal->text, removal->deleted, scope);
    if (!rest) return std::unexpected(std::move(rest.error()));
    removal->text = std::move(*rest);
    return removal;
}

Result<Removal> flush_routes(std::string_view text, const RouteQuery& query, const EditScope& scope) {
    const auto is_own = [&](const Record& record) {
        const auto* const route = std::get_if<Route>(&record);
        return route != nullptr && is_wanted(*route, query);
    };
    auto own = delete_records(text, is_own, scope.name, scope.names);
    if (!own) return std::unexpected(own.error());
    Removal removal{std::move(own->text), {}, {}};
    for (NumberedRecord& one : own->deleted)
        removal.deleted.push_back(std::move(one.record));
    const auto stack = stack_of(removal.text, scope);
    if (!stack) return std::unexpected(stack.error());
    if (stack->base() == StackBase::none) return removal;
    const auto done = stack->each_route(query, [&](const Route& route) {
        removal.hidden.emplace_back(route);
        return Next::go_on;
    });
    if (!done) return std::unexpected(done.error());
    for (const TableKey& key : tables_of(query, removal.hidden)) {
        auto longer =
            put_record(removal.text, hiding_line(key, scope.names), Placing::replace, scope.name, scope.names);
        if (!longer) return std::unexpected(longer.error());
        removal.text = std::move(*longer);
    }
    return removal;
}

}  // namespace snet
