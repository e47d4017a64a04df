#include "lib/stack/route_changes.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "lib/records/route_numbers.hpp"
#include "lib/stack/line_text.hpp"
#include "lib/stack/on_link.hpp"
#include "lib/stack/route_key.hpp"

namespace snet {

namespace {

/// Rows by their keys, those of one key in their order.
using RowsByKey = std::map<RouteKey, std::vector<Route>>;

RowsByKey keys_of(const RouteChanges& changes) {
    RowsByKey rows;
    for (const Route& route : changes.gone)
        rows[RouteKey(route)];
    for (const auto& [before, after] : changes.changed)
        rows[RouteKey(before)];
    for (const Route& route : changes.made)
        rows[RouteKey(route)];
    return rows;
}

// The rows that a stack has of the keys.
Result<RowsByKey> read_rows(const Stack& stack, RowsByKey rows) {
    const RouteQuery all{.family = {}, .table = {}, .device = {}};
    const auto done = stack.each_route(all, [&](const Route& route) {
        const auto found = rows.find(RouteKey(route));
        if (found == rows.end()) return Next::go_on;
        found->second.push_back(route);
        found->second.back().expires.reset();
        return Next::go_on;
    });
    if (!done) return std::unexpected(done.error());
    return rows;
}

void apply(const RouteChanges& changes, RowsByKey& all) {
    const auto find = [&](const Route& route) {
        auto& rows = all[RouteKey(route)];
        return std::pair(&rows, std::ranges::find_if(rows, [&](const Route& row) { return is_same_row(row, route); }));
    };
    for (const Route& route : changes.gone)
        if (const auto [rows, place] = find(route); place != rows->end()) rows->erase(place);
    for (const auto& [before, after] : changes.changed)
        if (const auto [rows, place] = find(before); place != rows->end()) *place = after;
    for (const Route& route : changes.made)
        if (const auto [rows, place] = find(route); place == rows->end()) rows->push_back(route);
}

Route without_carriers(Route route) {
    if ((route.flags & hop_dead) == 0) route.flags &= ~hop_linkdown;
    for (NextHop& hop : route.next_hops)
        if ((hop.flags & hop_dead) == 0) hop.flags &= ~hop_linkdown;
    return route;
}

// Over an operating system reading tells which links have a carrier.
void forget_carriers(RowsByKey& all) {
    for (auto& [key, rows] : all)
        for (Route& row : rows)
            row = without_carriers(std::move(row));
}

std::string line_of(const Route& route, const Names& names) {
    return to_string(Record(route), names);
}

// What hides the operating system's row: its words without what passes.
std::string hiding_line(Route route, const Names& names) {
    constexpr std::uint32_t passing = hop_flags & ~hop_onlink;
    route.flags &= ~passing;
    for (NextHop& hop : route.next_hops)
        hop.flags &= ~passing;
    route.expires.reset();
    route.error.reset();
    return "hide " + line_of(route, names);
}

Result<RowsByKey> read_rows(std::string_view text, const RowsByKey& keys, const EditScope& scope) {
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    return read_rows(*stack, keys);
}

// The text without the file's own rows of the keys, and without what hides a row that is to be there.
Result<std::string> without_own(std::string_view text, const RowsByKey& wanted, const EditScope& scope) {
    std::set<std::string> shown;
    for (const auto& [key, rows] : wanted)
        for (const Route& row : rows)
            shown.insert(hiding_line(row, scope.names));
    const auto is_dropped = [&](const Record& record) {
        if (const auto* const route = std::get_if<Route>(&record)) return wanted.contains(RouteKey(*route));
        const auto* const hide = std::get_if<Hide>(&record);
        return hide != nullptr && shown.contains("hide " + hide->text);
    };
    auto deletion = delete_records(text, is_dropped, scope.name, scope.names);
    if (!deletion) return std::unexpected(std::move(deletion.error()));
    return std::move(deletion->text);
}

// The lines that hide rows until the wanted ones are left; none if that cannot be.
std::optional<std::vector<std::string>> hiding_lines(const std::vector<Route>& there, const std::vector<Route>& wanted,
                                                     const Names& names) {
    std::vector<std::string> lines;
    auto next = wanted.begin();
    for (const Route& row : there) {
        if (next != wanted.end() && is_same_row(row, *next)) {
            ++next;
            continue;
        }
        lines.push_back(hiding_line(row, names));
        const auto record = parse_record(lines.back(), names);
        const auto is_hit = [&](const Route& one) { return hides(std::get<Hide>(*record), one); };
        if (!record || !is_hit(row) || std::ranges::any_of(wanted, is_hit)) return std::nullopt;
    }
    return next == wanted.end() ? std::optional(lines) : std::nullopt;
}

std::string block_of(const RowsByKey& there, const RowsByKey& wanted, const Names& names) {
    std::string block;
    for (const auto& [key, rows] : wanted) {
        auto lines = hiding_lines(there.at(key), rows, names);
        if (!lines) {
            lines.emplace();
            for (const Route& row : rows)
                lines->push_back(line_of(row, names));
        }
        for (const std::string& line : *lines)
            block += (block.empty() ? "" : "\n") + line;
    }
    return block;
}

// fib_valid_prefsrc of Linux lets a local route to itself be.
bool has_other_source(const Route& route) {
    return route.prefsrc && (route.type != RouteType::local || route.destination.address() != *route.prefsrc);
}

}  // namespace

bool is_same_row(const Route& one, const Route& other) {
    Route row = without_carriers(one);
    row.origin = other.origin;
    row.expires = other.expires;
    row.error = other.error;
    return row == without_carriers(other);
}

Result<std::string> with_route_changes(std::string_view text, const RouteChanges& changes, const EditScope& scope) {
    if (changes.are_none()) return std::string(text);
    const RowsByKey keys = keys_of(changes);
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    auto wanted = read_rows(*stack, keys);
    if (!wanted) return std::unexpected(std::move(wanted.error()));
    apply(changes, *wanted);
    if (stack->base() == StackBase::os) forget_carriers(*wanted);
    auto bare = without_own(text, *wanted, scope);
    if (!bare) return bare;
    const auto there = read_rows(*bare, keys, scope);
    if (!there) return std::unexpected(there.error());
    const std::string block = block_of(*there, *wanted, scope.names);
    if (block.empty()) return bare;
    std::string longer = with_line(*bare, block);
    if (const auto file = StackFile::parse(longer, scope.name, scope.names); !file)
        return std::unexpected(file.error());
    return longer;
}

Result<std::string> with_address_routes(std::string_view text, const RouteChanges& changes, const EditScope& scope) {
    RouteChanges first = changes, rest;
    std::erase_if(first.made, has_other_source);
    std::ranges::copy_if(changes.made, std::back_inserter(rest.made), has_other_source);
    const auto longer = with_route_changes(text, first, scope);
    if (!longer || rest.are_none()) return longer;
    const auto stack = stack_of(*longer, scope);
    if (!stack) return std::unexpected(stack.error());
    OnLink on_link(*stack);
    std::optional<Error> error;
    std::erase_if(rest.made, [&](const Route& route) {
        const auto type = on_link.type_of(*route.prefsrc);
        if (!type) error = type.error();
        return !type || *type != RouteType::local;
    });
    if (error) return std::unexpected(std::move(*error));
    return with_route_changes(*longer, rest, scope);
}

Result<std::string> without_revealed(std::string_view before, std::string_view after, std::span<const Record> deleted,
                                     const EditScope& scope) {
    RowsByKey keys;
    for (const Record& record : deleted)
        if (const auto* const route = std::get_if<Route>(&record)) keys[RouteKey(*route)];
    const auto had = read_rows(before, keys, scope);
    if (!had) return std::unexpected(had.error());
    const auto has = read_rows(after, keys, scope);
    if (!has) return std::unexpected(has.error());
    RouteChanges changes;
    for (const auto& [key, rows] : *has) {
        const auto was_there = [&](const Route& row) {
            return std::ranges::any_of(had->at(key), [&](const Route& one) { return is_same_row(one, row); });
        };
        std::ranges::remove_copy_if(rows, std::back_inserter(changes.gone), was_there);
    }
    return with_route_changes(after, changes, scope);
}

}  // namespace snet
