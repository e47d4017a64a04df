#include "snet/stack.hpp"

#include <algorithm>
#include <iterator>

#include "lib/lookup/default_interface.hpp"
#include "lib/lookup/default_route.hpp"
#include "lib/stack/subject.hpp"
#include "lib/stack/tables.hpp"

namespace snet {

Result<Stack> Stack::open(const std::optional<std::string>& netns) {
    auto os = platform::Tables::open(netns);
    if (!os) return std::unexpected(std::move(os.error()));
    return Stack(std::make_unique<Tables>(std::move(*os), std::nullopt));
}

Result<Stack> Stack::open(StackFile file, const std::optional<std::string>& netns) {
    std::optional<platform::Tables> os;
    if (file.base() == StackBase::os) {
        auto opened = platform::Tables::open(netns);
        if (!opened) return std::unexpected(std::move(opened.error()));
        os.emplace(std::move(*opened));
    }
    std::optional<OwnRows> own(std::move(file));
    if (own->are_none()) own.reset();
    return Stack(std::make_unique<Tables>(std::move(os), std::move(own)));
}

Stack::Stack(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
Stack::Stack(Stack&&) noexcept = default;
Stack& Stack::operator=(Stack&&) noexcept = default;
Stack::~Stack() = default;

Result<std::vector<Interface>> Stack::interfaces(const InterfaceQuery& query) const {
    return tables_->interfaces(query);
}

Result<Interface> Stack::interface(std::string_view subject, const InterfaceQuery& query) const {
    const auto is_missing = [](const auto& link) { return !link && link.error().kind == ErrorKind::not_found; };
    auto link = tables_->interface(subject, query);
    if (const auto index = index_of(subject); index && is_missing(link)) link = tables_->interface(*index, query);
    if (is_missing(link)) return std::unexpected(no_such_interface(subject));
    return link;
}

Result<std::vector<Interface>> Stack::interfaces_with(std::string_view subject, const InterfaceQuery& query) const {
    auto named = interface(subject, query);
    if (named) return std::vector{std::move(*named)};
    const auto wanted = OwnAddress::parse(subject);
    if (!wanted || named.error().kind != ErrorKind::not_found) return std::unexpected(std::move(named.error()));
    const auto all = interfaces({.addresses = wanted->is_ip()});
    if (!all) return std::unexpected(all.error());
    std::vector<Interface> found;
    for (const Interface& one : *all) {
        if (!wanted->is_of(one)) continue;
        auto whole = tables_->interface(one.index, query);
        if (whole) found.push_back(std::move(*whole));
        // It may be gone since.
        if (!whole && whole.error().kind != ErrorKind::not_found) return std::unexpected(std::move(whole.error()));
    }
    if (found.empty()) return std::unexpected(no_such_interface(subject));
    return found;
}

Result<void> Stack::each_route(const RouteQuery& query, FunctionRef<Next(const Route&)> row) const {
    return tables_->routes(query, row);
}

Result<std::vector<Route>> Stack::routes(const RouteQuery& query) const {
    std::vector<Route> routes;
    auto status = each_route(query, [&](const Route& route) {
        routes.push_back(route);
        return Next::go_on;
    });
    if (!status) return std::unexpected(std::move(status.error()));
    return routes;
}

Result<std::optional<Route>> Stack::default_route(Family family) const {
    DefaultRoute best;
    const RouteQuery query{.family = family, .table = table_main, .device = {}, .protocol = {}, .type = {}};
    auto status = each_route(query, [&](const Route& route) {
        best.offer(route);
        // IPv4 routes come by ascending address, so that no default route can follow.
        const bool is_behind = family == Family::ipv4 && !route.destination.address().is_unspecified();
        return is_behind ? Next::stop : Next::go_on;
    });
    if (!status) return std::unexpected(std::move(status.error()));
    return best.take();
}

Result<std::optional<Interface>> Stack::default_interface(const InterfaceQuery& query) const {
    std::string device = tables_->default_interface();
    for (const Family family : {Family::ipv4, Family::ipv6}) {
        if (!device.empty()) break;
        auto route = default_route(family);
        if (!route) return std::unexpected(std::move(route.error()));
        if (*route && (*route)->living_next_hop()) device = (*route)->living_next_hop()->device;
    }
    if (!device.empty())
        if (auto found = interface(device, query); found || found.error().kind != ErrorKind::not_found) return found;
    auto all = interfaces({true, query.details, query.statistics});
    if (!all) return std::unexpected(std::move(all.error()));
    const Interface* chosen = choose_default_interface(*all);
    return chosen ? std::optional(*chosen) : std::nullopt;
}

Result<std::vector<NexthopObject>> Stack::nexthop_objects() const {
    return tables_->nexthop_objects();
}

Result<std::vector<Rule>> Stack::rules(std::optional<Family> family) const {
    std::vector<Rule> all;
    for (const Family one : {Family::ipv4, Family::ipv6}) {
        if (family && *family != one) continue;
        auto rules = tables_->rules(one);
        if (!rules) return rules;
        std::move(rules->begin(), rules->end(), std::back_inserter(all));
    }
    return all;
}

Result<void> Stack::each_neighbor(const NeighborQuery& query, FunctionRef<Next(const Neighbor&)> row) const {
    return tables_->neighbors(query, row);
}

Result<std::vector<AddressLabel>> Stack::address_labels() const {
    return tables_->address_labels();
}

StackBase Stack::base() const {
    return tables_->base();
}

std::vector<Record> Stack::other_records() const {
    return tables_->others();
}

const std::vector<std::string>& Stack::warnings() const {
    return tables_->warnings();
}

}  // namespace snet
