#include "snet/stack_records.hpp"

#include <algorithm>
#include <map>

#include "lib/lookup/settings.hpp"
#include "lib/stack/tables.hpp"

namespace snet {

namespace {

// Lifetimes end; whether an address is deprecated by now is among its flags.
AddressRecord record_of(const Interface& interface, const InterfaceAddress& address) {
    AddressRecord record{interface.name, address};
    record.address.index = 0;
    record.address.valid_lifetime = record.address.preferred_lifetime = InterfaceAddress::forever;
    return record;
}

void forget_what_passes(Neighbor& neighbor) {
    neighbor.confirmed_ago = neighbor.used_ago = neighbor.updated_ago = std::nullopt;
    neighbor.references = neighbor.probes = std::nullopt;
}

struct KindOfRow {
    std::optional<RowKind> operator()(const InterfaceRecord&) const { return RowKind::interface; }
    std::optional<RowKind> operator()(const AddressRecord&) const { return RowKind::address; }
    std::optional<RowKind> operator()(const AddressLabelRecord&) const { return RowKind::address_label; }
    std::optional<RowKind> operator()(const NexthopObject&) const { return RowKind::nexthop; }
    std::optional<RowKind> operator()(const Route&) const { return RowKind::route; }
    std::optional<RowKind> operator()(const Rule&) const { return RowKind::rule; }
    std::optional<RowKind> operator()(const Neighbor&) const { return RowKind::neighbor; }
    template <class Other>
    std::optional<RowKind> operator()(const Other&) const {
        return std::nullopt;
    }
};

template <class T, class Row>
Result<void> each_of(const Result<std::vector<T>>& rows, Row row) {
    if (!rows) return std::unexpected(rows.error());
    for (const T& one : *rows)
        if (row(one) == Next::stop) break;
    return {};
}

}  // namespace

std::optional<RowKind> row_kind(const Record& record) {
    return std::visit(KindOfRow(), record);
}

Result<void> StackRecords::each(RowKind kind, Row row) const {
    switch (kind) {
        case RowKind::interface:
            return each_interface(row);
        case RowKind::address:
            return each_address(row);
        case RowKind::address_label:
            return each_label(row);
        case RowKind::nexthop:
            return each_of(stack_.nexthop_objects(),
                           [&](const NexthopObject& object) { return row(object, object.origin); });
        case RowKind::route:
            return each_route({.table = std::nullopt, .device = {}}, row);
        case RowKind::rule:
            return each_of(stack_.rules(), [&](const Rule& rule) { return row(rule, rule.origin); });
        case RowKind::neighbor:
            return each_neighbor(row);
    }
    return {};
}

Result<void> StackRecords::each_like(const Record& record, Row row) const {
    if (const auto* route = std::get_if<Route>(&record))
        return each_route({.family = route->family(), .table = std::nullopt, .device = {}}, row);
    const auto kind = row_kind(record);
    return kind ? each(*kind, row) : Result<void>();
}

Result<void> StackRecords::each_interface(Row row) const {
    return each_of(stack_.interfaces({.addresses = false, .details = true}),
                   [&](const Interface& one) { return row(InterfaceRecord::of(one), one.origin); });
}

Result<void> StackRecords::each_address(Row row) const {
    return each_of(stack_.interfaces(), [&](const Interface& one) {
        for (const InterfaceAddress& address : one.addresses)
            if (row(record_of(one, address), address.origin) == Next::stop) return Next::stop;
        return Next::go_on;
    });
}

Result<void> StackRecords::each_label(Row row) const {
    const auto interfaces = stack_.interfaces({.addresses = false});
    if (!interfaces) return std::unexpected(interfaces.error());
    return each_of(stack_.address_labels(), [&](const AddressLabel& label) {
        const auto device = std::ranges::find(*interfaces, label.index, &Interface::index);
        return row(AddressLabelRecord{label.prefix, label.label, device == interfaces->end() ? "" : device->name},
                   label.origin);
    });
}

Result<void> StackRecords::each_route(const RouteQuery& query, Row row) const {
    Record record;
    return stack_.each_route(query, [&](const Route& route) {
        // Into the same one, so that a million routes cost no memory.
        auto* kept = std::get_if<Route>(&record);
        Route& copy = kept ? * kept = route : record.emplace<Route>(route);
        copy.expires.reset();
        return row(record, route.origin);
    });
}

Result<void> StackRecords::each_neighbor(Row row) const {
    Next next = Next::go_on;
    for (const bool proxies : {false, true}) {
        if (next == Next::stop) break;
        const auto done = stack_.each_neighbor({.device = {}, .proxies = proxies}, [&](const Neighbor& neighbor) {
            Neighbor copy = neighbor;
            forget_what_passes(copy);
            return next = row(copy, neighbor.origin);
        });
        if (!done) return done;
    }
    return {};
}

Result<std::vector<SysctlRecord>> StackRecords::settings() const {
    const auto interfaces = stack_.interfaces();
    if (!interfaces) return std::unexpected(interfaces.error());
    std::map<std::string, int> told;
    CurrentSettings current = stack_.tables_->settings();
    const auto ask = [&](const std::string& name) {
        const auto value = current.value(name);
        if (value && *value != default_setting(name)) told.emplace(name, *value);
        return value;
    };
    read_lookup_settings(Settings(ask), *interfaces);
    if (current.error()) return std::unexpected(*current.error());
    std::vector<SysctlRecord> records;
    records.reserve(told.size());
    for (const auto& [name, value] : told)
        records.push_back({name, value});
    return records;
}

Result<std::optional<int>> StackRecords::setting(const std::string& name) const {
    CurrentSettings current = stack_.tables_->settings();
    const auto value = current.value(name);
    if (current.error()) return std::unexpected(*current.error());
    return value;
}

Result<Fib4> StackRecords::fib4() const {
    const auto rules = stack_.rules(Family::ipv4);
    if (!rules) return std::unexpected(rules.error());
    std::optional<IpAddress> own_address;
    const RouteQuery local{.family = Family::ipv4, .table = table_local, .device = {}, .type = RouteType::local};
    const auto done = stack_.each_route(local, [&](const Route& route) {
        if (!route.destination.is_host()) return Next::go_on;
        own_address = route.destination.address();
        return Next::stop;
    });
    if (!done) return std::unexpected(done.error());
    const auto merged = stack_.tables_->is_fib4_merged(*rules, own_address);
    if (!merged) return std::unexpected(merged.error());
    return *merged ? Fib4::merged : Fib4::split;
}

}  // namespace snet
