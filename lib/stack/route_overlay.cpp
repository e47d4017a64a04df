#include "lib/stack/route_overlay.hpp"

#include <algorithm>

#include "lib/records/interface_flags.hpp"
#include "lib/records/route_numbers.hpp"
#include "lib/records/route_type.hpp"

namespace snet {

namespace {

// What IPv6 addresses bring to an interface that is down already is there too, and then the file says so.
bool stays_when_down(const Route& route) {
    const bool is_said = route.origin == Origin::stack && route.family() == Family::ipv6;
    return stays_on_host(route) || (is_said && route.type != RouteType::unicast);
}

bool is_wanted(const Route& route, const RouteQuery& query) {
    const auto leads_there = [&](const NextHop& hop) { return hop.device == query.device; };
    return (!query.family || route.family() == *query.family) && (!query.table || route.table == *query.table) &&
           (!query.protocol || route.protocol == *query.protocol) && (!query.type || route.type == *query.type) &&
           (query.device.empty() || std::ranges::any_of(route.next_hops, leads_there));
}

// They are sorted by their ids.
const NexthopObject* find(std::span<const NexthopObject> objects, std::uint32_t id) {
    const auto found = std::ranges::lower_bound(objects, id, {}, &NexthopObject::id);
    return found == objects.end() || found->id != id ? nullptr : &*found;
}

// Rows are often in order already, as a frozen stack's are.
template <class Key>
std::vector<std::uint32_t> in_order(std::size_t size, Key key) {
    std::vector<std::uint32_t> order;
    order.reserve(size);
    for (std::uint32_t i = 0; i < size; ++i)
        order.push_back(i);
    if (!std::ranges::is_sorted(order, {}, key)) std::ranges::stable_sort(order, {}, key);
    return order;
}

}  // namespace

std::vector<std::uint32_t> in_dump_order(const RouteRows& routes) {
    return in_order(routes.size(), [&](std::uint32_t i) { return routes.key(i); });
}

std::vector<std::uint32_t> in_key_order(const RouteHides& hides) {
    return in_order(hides.size(), [&](std::uint32_t i) { return hides.key(i); });
}

RouteOverlay::RouteOverlay(const OwnRows& own, const RouteOrders& orders, std::span<const Interface> interfaces,
                           std::span<const NexthopObject> objects)
    : own_(own),
      orders_(orders),
      objects_(objects),
      hidden_(own.hides.interfaces()),
      hides_of_any_prefix_(own.route_hides.of_any_prefix()) {
    for (const Interface& one : interfaces)
        interfaces_.emplace(one.name, one.flags);
    for (const Hide& hide : own.hides.of<InterfaceRecord>())
        if (const auto& name = std::get<InterfaceRecord>(hide.row).name; !interfaces_.contains(name))
            lost_.insert(name);
    for (const InterfaceRecord& said : own.interfaces)
        if (said.up == false) lost_.insert(said.name);
}

bool RouteOverlay::is_hidden(const Route& route, RouteHides::Reader& reader) const {
    if (std::ranges::any_of(hides_of_any_prefix_, [&](const Hide* hide) { return hides(*hide, route); })) return true;
    const auto may_be_hidden_by =
        std::ranges::equal_range(orders_.hides, RouteHides::Key(route.table, route.destination), {},
                                 [&](std::uint32_t i) { return own_.route_hides.key(i); });
    return std::ranges::any_of(may_be_hidden_by, [&](std::uint32_t i) { return hides(reader(i), route); });
}

bool RouteOverlay::is_replaced(const Route& route) const {
    return !orders_.routes.empty() && std::ranges::binary_search(orders_.routes, RouteKey(route), {},
                                                                 [&](std::uint32_t i) { return own_.routes.key(i); });
}

bool RouteOverlay::is_lost(const std::string& device, const Route& route) const {
    // What refuses leads nowhere.
    if (device.empty() || leads_nowhere(route.type)) return false;
    if (route.origin == Origin::os && hidden_.contains(device)) return true;
    const auto found = interfaces_.find(device);
    // The operating system may have one by now that it had not when the interfaces were read.
    if (found == interfaces_.end()) return route.origin == Origin::stack || lost_.contains(device);
    if ((found->second & interface_up) != 0 || stays_when_down(route)) return false;
    return route.origin == Origin::stack || lost_.contains(device);
}

// What `ip route` shows of a route through a next-hop object is the object's way out.
void RouteOverlay::resolve(Route& route) const {
    const NexthopObject* object = find(objects_, *route.nexthop_id);
    // A blackhole is alone in its group.
    if (object != nullptr && object->group.size() == 1)
        if (const NexthopObject* const only = find(objects_, object->group.front().id); only && only->blackhole)
            object = only;
    if (object == nullptr) return;
    if (object->blackhole) {
        route.type = RouteType::blackhole;
        // As the kernel has it.
        route.next_hops.assign(1, NextHop{.gateway = {}, .device = "lo", .realms = {}, .encapsulation = {}});
    }
    if (object->group.empty() && !object->blackhole) route.next_hops = {object->hop};
    for (const NexthopObject::Member& member : object->group) {
        const NexthopObject* const hop = find(objects_, member.id);
        if (hop == nullptr || hop->blackhole) continue;
        route.next_hops.push_back(hop->hop);
        route.next_hops.back().weight = member.weight;
    }
}

// As the kernel does with ways that lead off this machine. A route has the flag if no link of its ways has a carrier,
// but for IPv6's several; that some ways are dead does not count (fib_sync_down_dev).
void RouteOverlay::note_carrier(Route& route) const {
    // Of anycast addresses IPv6's that are the kernel's own: RTF_ANYCAST.
    const bool is_anycast =
        route.type == RouteType::anycast && route.family() == Family::ipv6 && route.protocol == protocol_kernel;
    const bool is_own = stays_on_host(route) || route.type == RouteType::local || is_anycast;
    if (is_own || leads_nowhere(route.type) || route.next_hops.empty()) return;
    bool is_everywhere = route.family() == Family::ipv4 || !route.is_multipath();
    for (NextHop& hop : route.next_hops) {
        const auto found = interfaces_.find(hop.device);
        constexpr std::uint32_t up_and_running = interface_up | interface_running;
        const bool is_idle = found != interfaces_.end() && (found->second & up_and_running) == interface_up;
        if (is_idle) hop.flags |= hop_linkdown;
        is_everywhere &= is_idle;
    }
    if (is_everywhere) route.flags |= hop_linkdown;
}

// False if no way out is left of those that the route has.
bool RouteOverlay::settle(Route& route) const {
    if (route.origin == Origin::stack) {
        if (route.family() == Family::ipv6 && !route.metric) route.metric = ipv6_default_metric;
        if (route.nexthop_id && route.next_hops.empty()) resolve(route);
        if (route.next_hops.empty()) return leads_nowhere(route.type);
        if (own_.base == StackBase::os) note_carrier(route);
    }
    std::size_t lost = 0;
    for (NextHop& hop : route.next_hops) {
        if (!is_lost(hop.device, route)) continue;
        hop.flags |= hop_dead | hop_linkdown;
        ++lost;
    }
    return lost == 0 || lost < route.next_hops.size();
}

// One walk through both tables.
class RouteOverlay::Merge {
  public:
    Merge(const RouteOverlay& overlay, const RouteQuery& query, Row row)
        : overlay_(overlay), query_(query), row_(row), reader_(overlay.own_.routes), hides_(overlay.own_.route_hides) {}

    Next os_row(const Route& route) {
        const RouteKey key(route);
        while (next_ == Next::go_on && at_ < overlay_.orders_.routes.size() && own_key() < key)
            own_row();
        if (next_ == Next::stop || overlay_.is_replaced(route) || overlay_.is_hidden(route, hides_)) return next_;
        if (overlay_.lost_.empty() && overlay_.hidden_.empty()) return next_ = row_(route);
        settled_ = route;
        if (overlay_.settle(settled_)) next_ = row_(settled_);
        return next_;
    }

    void finish() {
        while (next_ == Next::go_on && at_ < overlay_.orders_.routes.size())
            own_row();
    }

  private:
    RouteKey own_key() const { return overlay_.own_.routes.key(overlay_.orders_.routes[at_]); }

    void own_row() {
        settled_ = reader_(overlay_.orders_.routes[at_++]);
        if (overlay_.settle(settled_) && is_wanted(settled_, query_)) next_ = row_(settled_);
    }

    const RouteOverlay& overlay_;
    const RouteQuery& query_;
    Row row_;
    RouteRows::Reader reader_;
    RouteHides::Reader hides_;
    std::size_t at_ = 0;
    Route settled_;
    Next next_ = Next::go_on;
};

Result<void> RouteOverlay::each(const RouteQuery& query, FunctionRef<Result<void>(Row)> os, Row row) const {
    Merge merge(*this, query, row);
    auto status = os([&](const Route& route) { return merge.os_row(route); });
    if (status) merge.finish();
    return status;
}

}  // namespace snet
