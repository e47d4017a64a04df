#include "lib/stack/tables.hpp"

#include <algorithm>
#include <set>

#include "lib/stack/address_label_overlay.hpp"
#include "lib/stack/interface_overlay.hpp"
#include "lib/stack/neighbor_overlay.hpp"
#include "lib/stack/rule_overlay.hpp"
#include "lib/stack/subject.hpp"

namespace snet {

Result<std::vector<Interface>> Stack::Tables::interfaces(const InterfaceQuery& query) {
    std::vector<Interface> links;
    std::vector<InterfaceAddress> addresses;
    if (os_) {
        auto read = os_->links(query);
        if (!read) return read;
        links = std::move(*read);
    }
    if (os_ && query.addresses) {
        auto read = os_->addresses();
        if (!read) return std::unexpected(std::move(read.error()));
        addresses = std::move(*read);
    }
    // By the operating system's indexes, before the file gives others.
    join(links, std::move(addresses));
    if (is_plain()) return links;
    lay_interfaces(*own_, links);
    if (query.addresses) lay_addresses(*own_, links);
    return links;
}

template <class Subject>
Result<Interface> Stack::Tables::os_interface(const Subject& subject, const InterfaceQuery& query) {
    auto link = os_->link(subject, query);
    if (!link || !query.addresses) return link;
    auto addresses = os_->addresses(link->index);
    if (!addresses) return std::unexpected(std::move(addresses.error()));
    link->addresses = std::move(*addresses);
    return link;
}

Result<Interface> Stack::Tables::interface(std::string_view name, const InterfaceQuery& query) {
    if (is_plain() || !own_->touch_interfaces()) return os_interface(name, query);
    auto all = interfaces(query);
    if (!all) return std::unexpected(std::move(all.error()));
    auto found = std::ranges::find(*all, name, &Interface::name);
    const auto is_other_name_of = [&](const Interface& one) {
        return std::ranges::find(one.altnames, name) != one.altnames.end();
    };
    if (found == all->end()) found = std::ranges::find_if(*all, is_other_name_of);
    if (found == all->end()) return std::unexpected(no_such_interface(name));
    return std::move(*found);
}

Result<Interface> Stack::Tables::interface(std::uint32_t index, const InterfaceQuery& query) {
    if (is_plain() || !own_->touch_interfaces()) return os_interface(index, query);
    auto all = interfaces(query);
    if (!all) return std::unexpected(std::move(all.error()));
    const auto found = std::ranges::find(*all, index, &Interface::index);
    if (found == all->end()) return std::unexpected(no_such_interface(std::to_string(index)));
    return std::move(*found);
}

// What the operating system has of a table that is asked for by a device, which may be one that it has not.
Result<void> Stack::Tables::or_none(Result<void>&& status, const std::string& device) const {
    const bool is_own = !status && !device.empty() && !is_plain() && status.error().kind == ErrorKind::not_found;
    return is_own ? Result<void>() : std::move(status);
}

// The device of a query by its own name.
Result<std::string> Stack::Tables::device_name(const std::string& device) {
    if (device.empty()) return device;
    auto found = interface(std::string_view(device), {.addresses = false});
    if (!found && found.error().kind == ErrorKind::not_found) return std::unexpected(no_such_interface(device));
    if (!found) return std::unexpected(std::move(found.error()));
    return std::move(found->name);
}

Result<void> Stack::Tables::routes(const RouteQuery& query, FunctionRef<Next(const Route&)> row) {
    if (is_plain()) return os_->routes(query, row);
    RouteQuery exact = query;
    auto device = device_name(query.device);
    if (!device) return std::unexpected(std::move(device.error()));
    exact.device = std::move(*device);
    const auto os = [&](RouteRow os_row) {
        return os_ ? or_none(os_->routes(exact, os_row), exact.device) : Result<void>();
    };
    return lay_routes(exact, os, row);
}

// The file's over those that `os` calls back for.
Result<void> Stack::Tables::lay_routes(const RouteQuery& query, FunctionRef<Result<void>(RouteRow)> os, RouteRow row) {
    auto links = interfaces({.addresses = false});
    if (!links) return std::unexpected(std::move(links.error()));
    auto objects = nexthop_objects();
    if (!objects) return std::unexpected(std::move(objects.error()));
    if (!orders_) orders_.emplace(*own_);
    return RouteOverlay(*own_, *orders_, *links, *objects).each(query, os, row);
}

Result<void> Stack::Tables::neighbors(const NeighborQuery& query, FunctionRef<Next(const Neighbor&)> row) {
    if (is_plain()) return os_->neighbors(query, row);
    NeighborQuery exact = query;
    auto device = device_name(query.device);
    if (!device) return std::unexpected(std::move(device.error()));
    exact.device = std::move(*device);
    auto links = interfaces({.addresses = false});
    if (!links) return std::unexpected(std::move(links.error()));
    const NeighborOverlay overlay(*own_, *links);
    Next next = Next::go_on;
    if (os_) {
        auto status = os_->neighbors(
            exact, [&](const Neighbor& neighbor) { return overlay.keeps(neighbor) ? next = row(neighbor) : next; });
        if (auto done = or_none(std::move(status), exact.device); !done) return done;
    }
    if (next == Next::go_on) overlay.each_own(exact, row);
    return {};
}

Result<std::vector<NexthopObject>> Stack::Tables::nexthop_objects() {
    std::vector<NexthopObject> objects;
    if (os_) {
        auto read = os_->nexthop_objects();
        if (!read || is_plain()) return read;
        objects = std::move(*read);
    }
    std::set<std::uint32_t> own;
    for (const NexthopObject& object : own_->nexthops)
        own.insert(object.id);
    const auto is_other = [&](const NexthopObject& object) {
        return own.contains(object.id) || own_->hides.hide<NexthopObject>(object);
    };
    std::erase_if(objects, is_other);
    objects.insert(objects.end(), own_->nexthops.begin(), own_->nexthops.end());
    std::ranges::stable_sort(objects, {}, &NexthopObject::id);
    return objects;
}

Result<std::vector<Rule>> Stack::Tables::rules(Family family) {
    std::vector<Rule> rules;
    if (os_) {
        auto read = os_->rules(family);
        if (!read || is_plain()) return read;
        rules = std::move(*read);
    }
    lay_rules(*own_, family, rules);
    return rules;
}

Result<std::vector<AddressLabel>> Stack::Tables::address_labels() {
    std::vector<AddressLabel> labels;
    if (os_) {
        auto read = os_->address_labels();
        if (!read || is_plain()) return read;
        labels = std::move(*read);
    }
    if (!own_->touch_address_labels()) return labels;
    const auto links = interfaces({.addresses = false});
    if (!links) return std::unexpected(links.error());
    lay_address_labels(*own_, *links, labels);
    return labels;
}

Result<std::optional<Route>> Stack::Tables::system_route(const Flow& flow) {
    if (!os_ || !are_system_routes(flow)) return std::nullopt;
    return os_->route_of(flow);
}

// Merged tables answer for an address of ours in the name of main. Without an address they make no difference.
Result<bool> Stack::Tables::is_fib4_merged(const std::vector<Rule>& rules,
                                           const std::optional<IpAddress>& own_address) {
    if (own_ && own_->fib4) return *own_->fib4 == Fib4::merged;
    // As the first rule that is added or deleted splits the kernel's. What is frozen says what it is.
    if (own_ && os_ && own_->touch_rules(Family::ipv4)) return false;
    if (!are_untouched(rules)) return false;
    if (!own_address || !os_) return true;
    const auto answer = os_->route_of({.destination = *own_address, .iif = {}, .oif = {}});
    if (!answer) return std::unexpected(answer.error());
    return !*answer || (*answer)->table != table_local;
}

const std::vector<std::string>& Stack::Tables::warnings() const {
    static const std::vector<std::string> none;
    return os_ ? os_->warnings() : none;
}

}  // namespace snet
