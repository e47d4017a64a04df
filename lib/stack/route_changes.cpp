#include "lib/stack/route_changes.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <tuple>

#include "lib/records/route_numbers.hpp"
#include "lib/stack/line_text.hpp"
#include "lib/stack/on_link.hpp"
#include "lib/stack/route_hides.hpp"
#include "lib/stack/route_key.hpp"

namespace snet {

namespace {

/// Rows by their keys, those of one key in their order.
using RowsByKey = std::map<RouteKey, std::vector<Route>>;

/// The operating system's other rows of the same prefixes.
using RowsBeside = std::map<RouteHides::Key, std::vector<Route>>;

RouteHides::Key prefix_of(const RouteKey& key) {
    return {key.table, key.destination};
}

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

// The rows that a stack has of the keys; and those beside them, if they are asked for.
Result<RowsByKey> read_rows(const Stack& stack, RowsByKey rows, RowsBeside* beside = nullptr) {
    if (beside != nullptr)
        for (const auto& [key, same] : rows)
            (*beside)[prefix_of(key)];
    const RouteQuery all{.family = {}, .table = {}, .device = {}};
    const auto done = stack.each_route(all, [&](const Route& route) {
        const RouteKey key(route);
        const auto found = rows.find(key);
        if (found == rows.end()) {
            if (beside != nullptr && route.origin == Origin::os)
                if (const auto place = beside->find(prefix_of(key)); place != beside->end())
                    place->second.push_back(route);
            return Next::go_on;
        }
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

// What many routes of the operating system that are gone have alike; one hide says it.
struct Shared {
    Family family;
    std::uint32_t table;
    std::uint8_t protocol;
    std::string device;
    std::optional<IpAddress> source;

    explicit Shared(const Route& route)
        : family(route.family()),
          table(route.table),
          protocol(route.protocol),
          device(route.next_hops.size() == 1 ? route.next_hops.front().device : std::string()),
          source(route.prefsrc) {}

    auto operator<=>(const Shared&) const = default;

    std::string hiding_line(const Names& names) const {
        return std::string("hide route ") + (family == Family::ipv4 ? "inet" : "inet6") + " dev " + device + " table " +
               names.table(table) + " proto " + names.protocol(protocol) +
               (source ? " src " + source->to_string() : "");
    }

    bool holds(const Shared& other) const {
        return std::tie(family, table, protocol, device) ==
                   std::tie(other.family, other.table, other.protocol, other.device) &&
               (!source || source == other.source);
    }
};

// Those that so many rows share that a line for each would be too many, and of which the stack keeps no row.
Result<std::vector<Shared>> shared_by_many(const RouteChanges& changes, const Stack& stack) {
    constexpr std::size_t many = 1000;
    std::map<Shared, std::size_t> left;
    const auto is_hideable = [](const Route& route) {
        return route.origin == Origin::os && route.next_hops.size() == 1;
    };
    for (const Route& route : changes.gone)
        if (is_hideable(route)) ++left[Shared(route)];
    std::vector<Shared> shared;
    for (const auto& [one, count] : left)
        if (count >= many) shared.push_back(one);
    if (shared.empty()) return shared;
    const RouteQuery all{.family = {}, .table = {}, .device = {}};
    const auto done = stack.each_route(all, [&](const Route& route) {
        if (is_hideable(route)) --left[Shared(route)];
        return Next::go_on;
    });
    if (!done) return std::unexpected(done.error());
    std::erase_if(shared, [&](const Shared& one) {
        return std::ranges::any_of(left,
                                   [&](const auto& other) { return other.second != 0 && one.holds(other.first); });
    });
    return shared;
}

Result<RowsByKey> read_rows(std::string_view text, const RowsByKey& keys, const EditScope& scope,
                            RowsBeside* beside = nullptr) {
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    return read_rows(*stack, keys, beside);
}

// The text without the file's own rows of the keys, and without what hides a row that is to be there.
Result<std::string> without_own(std::string_view text, const RowsByKey& wanted, const EditScope& scope) {
    std::set<std::string> shown;
    for (const auto& [key, rows] : wanted)
        for (const Route& row : rows)
            for (const char* const more : {"", " metric 0", " tos 0", " metric 0 tos 0"})
                shown.insert(hiding_line(row, scope.names) + more);
    const auto is_dropped = [&](const Record& record) {
        if (const auto* const route = std::get_if<Route>(&record)) return wanted.contains(RouteKey(*route));
        const auto* const hide = std::get_if<Hide>(&record);
        return hide != nullptr && shown.contains("hide " + hide->text);
    };
    auto deletion = delete_records(text, is_dropped, scope.name, scope.names);
    if (!deletion) return std::unexpected(std::move(deletion.error()));
    return std::move(deletion->text);
}

// The line that hides the row and none of the others: they may have what it has, and a metric or a tos besides.
std::string hiding_line_beside(const Route& row, std::span<const Route> others, const Names& names) {
    std::string line = hiding_line(row, names);
    const auto any_other = [&](auto has) { return std::ranges::any_of(others, has); };
    if (!row.metric && any_other([](const Route& other) { return other.metric.value_or(0) != 0; })) line += " metric 0";
    if (row.tos == 0 && any_other([](const Route& other) { return other.tos != 0; })) line += " tos 0";
    return line;
}

// The lines that hide rows until the wanted ones are left; none if that cannot be.
std::optional<std::vector<std::string>> hiding_lines(const std::vector<Route>& there, const std::vector<Route>& wanted,
                                                     std::span<const Route> beside, const Names& names) {
    std::vector<std::string> lines;
    auto next = wanted.begin();
    for (const Route& row : there) {
        if (next != wanted.end() && is_same_row(row, *next)) {
            ++next;
            continue;
        }
        lines.push_back(hiding_line_beside(row, beside, names));
        const auto record = parse_record(lines.back(), names);
        const auto is_hit = [&](const Route& one) { return hides(std::get<Hide>(*record), one); };
        if (!record || !is_hit(row) || std::ranges::any_of(wanted, is_hit)) return std::nullopt;
    }
    return next == wanted.end() ? std::optional(lines) : std::nullopt;
}

std::string block_of(const RowsByKey& there, const RowsByKey& wanted, const RowsBeside& beside, const Names& names) {
    std::string block;
    for (const auto& [key, rows] : wanted) {
        auto lines = hiding_lines(there.at(key), rows, beside.at(prefix_of(key)), names);
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

// The text with the changes, a line for each row.
Result<std::string> with_row_changes(std::string_view text, const Stack& stack, const RouteChanges& changes,
                                     const EditScope& scope) {
    const RowsByKey keys = keys_of(changes);
    auto wanted = read_rows(stack, keys);
    if (!wanted) return std::unexpected(std::move(wanted.error()));
    apply(changes, *wanted);
    if (stack.base() == StackBase::os) forget_carriers(*wanted);
    auto bare = without_own(text, *wanted, scope);
    if (!bare) return bare;
    RowsBeside beside;
    const auto there = read_rows(*bare, keys, scope, &beside);
    if (!there) return std::unexpected(there.error());
    const std::string block = block_of(*there, *wanted, beside, scope.names);
    if (block.empty()) return bare;
    std::string longer = with_line(*bare, block);
    if (const auto file = StackFile::parse(longer, scope.name, scope.names); !file)
        return std::unexpected(file.error());
    return longer;
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
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    const auto shared = shared_by_many(changes, *stack);
    if (!shared) return std::unexpected(shared.error());
    if (shared->empty()) return with_row_changes(text, *stack, changes, scope);
    std::string hidden(text);
    for (const Shared& one : *shared)
        hidden = with_line(hidden, one.hiding_line(scope.names));
    RouteChanges rest{.gone = {}, .changed = changes.changed, .made = changes.made};
    std::ranges::remove_copy_if(changes.gone, std::back_inserter(rest.gone), [&](const Route& route) {
        return route.origin == Origin::os && route.next_hops.size() == 1 &&
               std::ranges::any_of(*shared, [&](const Shared& one) { return one.holds(Shared(route)); });
    });
    return with_route_changes(hidden, rest, scope);
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
    const auto rest = stack_of(after, scope);
    if (!rest) return std::unexpected(rest.error());
    if (rest->base() == StackBase::none) return std::string(after);  // nothing lies under the file
    const auto had = read_rows(before, keys, scope);
    if (!had) return std::unexpected(had.error());
    const auto has = read_rows(*rest, keys);
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
