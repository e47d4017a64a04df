#include "lib/stack/nexthop_loss.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "lib/records/route_numbers.hpp"
#include "lib/stack/edited_interface.hpp"
#include "lib/stack/line_text.hpp"
#include "lib/stack/route_changes.hpp"

namespace snet {

namespace {

/// What becomes of the next-hop objects.
struct ObjectLoss {
    std::set<std::uint32_t> gone;
    std::map<std::uint32_t, NexthopObject> smaller;  ///< groups with members left

    bool is_none() const { return gone.empty() && smaller.empty(); }
};

ObjectLoss loss_of(const std::vector<NexthopObject>& objects, const std::string& device) {
    ObjectLoss loss;
    for (const NexthopObject& one : objects)
        if (one.group.empty() && !one.blackhole && one.hop.device == device) loss.gone.insert(one.id);
    for (const NexthopObject& one : objects) {
        NexthopObject rest = one;
        std::erase_if(rest.group, [&](const auto& member) { return loss.gone.contains(member.id); });
        if (rest.group.size() == one.group.size()) continue;
        if (rest.group.empty())
            loss.gone.insert(one.id);
        else
            loss.smaller.emplace(one.id, std::move(rest));
    }
    return loss;
}

Result<RouteChanges> changes_of(const Stack& stack, const ObjectLoss& loss, const std::string& device) {
    RouteChanges changes;
    const RouteQuery all{.family = {}, .table = {}, .device = {}};
    const auto done = stack.each_route(all, [&](const Route& route) {
        if (!route.nexthop_id) return Next::go_on;
        if (loss.gone.contains(*route.nexthop_id)) changes.gone.push_back(route);
        if (!loss.smaller.contains(*route.nexthop_id)) return Next::go_on;
        Route after = route;
        std::erase_if(after.next_hops, [&](const NextHop& hop) { return hop.device == device; });
        changes.changed.emplace_back(route, std::move(after));
        return Next::go_on;
    });
    if (!done) return std::unexpected(done.error());
    return changes;
}

// Its words without what passes.
std::string hiding_line(NexthopObject object, const Names& names) {
    object.hop.flags &= hop_onlink;
    return "hide " + to_string(Record(object), names);
}

// Hides for those that are gone and that the operating system has, and the groups that are smaller.
std::vector<std::string> lines_of(const std::vector<NexthopObject>& objects, const ObjectLoss& loss,
                                  const Names& names) {
    std::vector<std::string> lines;
    for (const NexthopObject& one : objects)
        if (loss.gone.contains(one.id)) lines.push_back(hiding_line(one, names));
    for (const auto& [id, group] : loss.smaller)
        lines.push_back(to_string(Record(group), names));
    return lines;
}

Result<std::string> with_lines(std::string text, const std::vector<std::string>& lines) {
    for (const std::string& line : lines)
        text = with_line(text, line);
    return text;
}

std::string hiding_line(const Neighbor& neighbor) {
    return "hide neighbor " + std::string(neighbor.is_proxy() ? "proxy " : "") + neighbor.address.to_string() +
           " dev " + neighbor.device;
}

}  // namespace

Result<std::string> without_nexthops(std::string_view text, const std::string& device, const EditScope& scope) {
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    const auto objects = stack->nexthop_objects();
    if (!objects) return std::unexpected(objects.error());
    const ObjectLoss loss = loss_of(*objects, device);
    if (loss.is_none()) return std::string(text);
    const auto changes = changes_of(*stack, loss, device);
    if (!changes) return std::unexpected(changes.error());
    const auto without_routes = with_route_changes(text, *changes, scope);
    if (!without_routes) return without_routes;
    const auto is_lost = [&](const Record& record) {
        const auto* const object = std::get_if<NexthopObject>(&record);
        return object != nullptr && (loss.gone.contains(object->id) || loss.smaller.contains(object->id));
    };
    auto deletion = delete_records(*without_routes, is_lost, scope.name, scope.names);
    if (!deletion) return std::unexpected(std::move(deletion.error()));
    const auto rest = stack_of(deletion->text, scope);
    if (!rest) return std::unexpected(rest.error());
    const auto left = rest->nexthop_objects();
    if (!left) return std::unexpected(left.error());
    return with_lines(std::move(deletion->text), lines_of(*left, loss, scope.names));
}

Result<std::string> without_neighbors(std::string_view text, const std::string& device, const EditScope& scope,
                                      std::optional<Family> family) {
    const auto is_own = [&](const Record& record) {
        const auto* const neighbor = std::get_if<Neighbor>(&record);
        return neighbor != nullptr && neighbor->device == device &&
               neighbor->address.family() == family.value_or(neighbor->address.family());
    };
    auto deletion = delete_records(text, is_own, scope.name, scope.names);
    if (!deletion) return std::unexpected(std::move(deletion.error()));
    const auto stack = stack_of(deletion->text, scope);
    if (!stack) return std::unexpected(stack.error());
    std::vector<std::string> lines;
    for (const bool proxies : {false, true}) {
        const auto done = stack->each_neighbor({.family = family, .device = device, .proxies = proxies},
                                               [&](const Neighbor& neighbor) {
                                                   // Those of groups come and go by themselves.
                                                   if (!neighbor.address.is_multicast())
                                                       lines.push_back(hiding_line(neighbor));
                                                   return Next::go_on;
                                               });
        if (!done) return std::unexpected(done.error());
    }
    return with_lines(std::move(deletion->text), lines);
}

}  // namespace snet
