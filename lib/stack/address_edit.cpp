#include <algorithm>
#include <iterator>

#include "lib/records/blank_text.hpp"
#include "lib/records/route_numbers.hpp"
#include "lib/records/usual_scope.hpp"
#include "lib/stack/address_list.hpp"
#include "lib/stack/address_rows.hpp"
#include "lib/stack/edited_interface.hpp"
#include "lib/stack/on_link.hpp"
#include "lib/stack/route_changes.hpp"
#include "snet/interface_edit.hpp"

namespace snet {

namespace {

// What the kernel keeps of the words: IPv6 takes the scope from the address itself.
InterfaceAddress filled_in(const AddressRecord& said, const std::string& device) {
    InterfaceAddress address = said.address;
    if (address.peer == address.local) address.peer.reset();
    if (address.label == said.device) address.label = device;
    if (address.family() == Family::ipv4) return address;
    address.scope = usual_scope(address.local);
    return address;
}

/// What an edit of an address is about.
struct Wanted {
    AddressRecord record;
    Stack stack;
    EditedInterface before;
};

Result<Wanted> read_wanted(std::string_view text, std::string_view words, const EditScope& scope) {
    auto record = parse_record("address " + normal_words(words), scope.names);
    if (!record) return std::unexpected(std::move(record.error()));
    auto& address = std::get<AddressRecord>(*record);
    auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(std::move(stack.error()));
    auto before = EditedInterface::read(*stack, address.device);
    if (!before) return std::unexpected(std::move(before.error()));
    return Wanted{std::move(address), std::move(*stack), std::move(*before)};
}

Result<void> check_ipv6(const EditedInterface& edited, const InterfaceAddress& address) {
    if (address.family() == Family::ipv4) return {};
    const Interface& device = edited.interface;
    if (!edited.has_ipv6) return fail(ErrorKind::invalid, device.name + " has no IPv6: its disable_ipv6 is set");
    if (!has_room_for_ipv6(device))
        return fail(ErrorKind::invalid, device.name + " has no IPv6: its mtu is less than 1280");
    return {};
}

// Ways through a device of an IPv4 route die with its last address and live again with the first.
std::vector<std::pair<Route, Route>> revived(const std::vector<Route>& routes, const std::string& device) {
    std::vector<std::pair<Route, Route>> changed;
    for (const Route& route : routes) {
        Route after = with_living_hops(route, device);
        if (after != route) changed.emplace_back(route, std::move(after));
    }
    return changed;
}

// What the address brings, which is one of the interface's by now.
Result<RouteChanges> gains(const Stack& stack, const Interface& interface, const InterfaceAddress& address,
                           const AddressRules& rules) {
    RouteChanges changes;
    const auto place = std::ranges::find_if(interface.addresses, [&](const InterfaceAddress& one) {
        return one.local == address.local && one.prefix_length == address.prefix_length && one.peer == address.peer;
    });
    changes.made = address_routes(interface, *place, rules);
    if (address.family() == Family::ipv6)
        std::ranges::move(multicast_routes(interface), std::back_inserter(changes.made));
    if (address.family() == Family::ipv6 || !interface.is_up()) return changes;
    const auto routes = routes_through(stack, interface.name, [](const Route& route) {
        return route.family() == Family::ipv4 && route.is_multipath();
    });
    if (!routes) return std::unexpected(routes.error());
    changes.changed = revived(*routes, interface.name);
    return changes;
}

/// What goes with the addresses that an interface loses.
class AddressLoss {
  public:
    AddressLoss(const EditedInterface& before, const Interface& after, const EditScope& scope)
        : before_(before), after_(after), scope_(scope) {}

    Result<std::string> apply(std::string_view text) const;

  private:
    RouteChanges own_routes() const;
    Result<RouteChanges> stray_routes(const Stack& stack) const;
    /// To what a lost address led.
    struct Way {
        Prefix destination;
        bool may_have_gateway;
    };

    bool keeps_subnet(const InterfaceAddress& lost) const;
    std::vector<Way> lost_ways() const;
    bool is_last_ipv4() const;
    std::vector<IpAddress> lost(Family family) const;
    Result<std::vector<IpAddress>> lost_sources(const Stack& stack) const;
    void take_way(const Route& route, std::vector<Way>& ways, RouteChanges& changes) const;
    void take_last(const Route& route, RouteChanges& changes) const;
    void take_source(const Route& route, const std::vector<IpAddress>& sources, RouteChanges& changes) const;

    const EditedInterface& before_;
    const Interface& after_;
    const EditScope& scope_;
};

std::vector<IpAddress> AddressLoss::lost(Family family) const {
    std::vector<IpAddress> addresses;
    for (const InterfaceAddress& one : before_.interface.addresses) {
        const bool stays =
            std::ranges::find(after_.addresses, one.local, &InterfaceAddress::local) != after_.addresses.end();
        if (one.family() == family && !stays) addresses.push_back(one.local);
    }
    return addresses;
}

// ipv6_del_addr of Linux: another address of the subnet keeps its route, even one that brings none; and with an address
// that is not there for good goes none.
bool AddressLoss::keeps_subnet(const InterfaceAddress& lost) const {
    const auto is_of_it = [&](const InterfaceAddress& one) {
        return one.prefix_length == lost.prefix_length &&
               Prefix::containing(lost.local, lost.prefix_length).contains(one.local);
    };
    const bool brings_none = (lost.flags & address_no_prefix_route) != 0 || (lost.flags & address_permanent) == 0;
    return brings_none || std::ranges::any_of(after_.addresses, is_of_it);
}

// The prefixes that lead to the other ends of lost IPv6 addresses, and to their subnets. Of the routes to such a one
// the kernel deletes the first through the device, whoever made it, and whether or not another address has it, too:
// __ipv6_ifa_notify and cleanup_prefix_route.
std::vector<AddressLoss::Way> AddressLoss::lost_ways() const {
    std::vector<Way> ways;
    for (const InterfaceAddress& one : before_.interface.addresses) {
        const bool stays = std::ranges::any_of(after_.addresses, [&](const InterfaceAddress& other) {
            return other.local == one.local && other.prefix_length == one.prefix_length && other.peer == one.peer;
        });
        if (one.family() == Family::ipv4 || stays) continue;
        if (one.peer) ways.push_back({Prefix::containing(*one.peer, 128), true});
        if (!keeps_subnet(one)) ways.push_back({Prefix::containing(one.local, one.prefix_length), false});
    }
    return ways;
}

RouteChanges AddressLoss::own_routes() const {
    RouteChanges changes;
    const auto before = interface_routes(before_.interface, before_.rules);
    const auto after = interface_routes(after_, before_.rules);
    changes.gone = without(before, after);
    std::erase_if(changes.gone, [](const Route& route) {
        return route.family() == Family::ipv6 && route.type == RouteType::unicast;
    });
    changes.made = without(after, before);
    return changes;
}

bool AddressLoss::is_last_ipv4() const {
    const auto has_ipv4 = [](const Interface& one) {
        return std::ranges::find(one.addresses, Family::ipv4, &InterfaceAddress::family) != one.addresses.end();
    };
    return has_ipv4(before_.interface) && !has_ipv4(after_);
}

bool has_address(const std::vector<Interface>& interfaces, const IpAddress& address) {
    return std::ranges::any_of(interfaces, [&](const Interface& one) {
        return std::ranges::find(one.addresses, address, &InterfaceAddress::local) != one.addresses.end();
    });
}

// Those that are no longer an address of this machine, on whatever device, unless they are of one link alone.
Result<std::vector<IpAddress>> AddressLoss::lost_sources(const Stack& stack) const {
    const auto interfaces = stack.interfaces();
    if (!interfaces) return std::unexpected(interfaces.error());
    std::vector<IpAddress> sources = lost(Family::ipv6);
    std::erase_if(sources, [&](const IpAddress& address) {
        return !address.is_link_local() && has_address(*interfaces, address);
    });
    OnLink on_link(stack);
    for (const IpAddress& address : lost(Family::ipv4)) {
        const auto type = on_link.type_of(address);
        if (!type) return std::unexpected(type.error());
        if (*type != RouteType::local) sources.push_back(address);
    }
    return sources;
}

void AddressLoss::take_last(const Route& route, RouteChanges& changes) const {
    if (route.family() == Family::ipv6 || route.nexthop_id || !leads_through(route, after_.name)) return;
    const Route after = with_dead_hops(route, after_.name);
    if (after.living_next_hop() == nullptr)
        changes.gone.push_back(route);
    else if (after != route)
        changes.changed.emplace_back(route, after);
}

void AddressLoss::take_way(const Route& route, std::vector<Way>& ways, RouteChanges& changes) const {
    const bool is_there = route.table == table_main && !route.from && !route.nexthop_id && !route.is_multipath() &&
                          leads_through(route, after_.name);
    if (!is_there) return;
    const auto lost = std::ranges::find_if(ways, [&](const Way& way) {
        return way.destination == route.destination && (way.may_have_gateway || !route.next_hops.front().gateway);
    });
    if (lost == ways.end()) return;
    ways.erase(lost);
    changes.gone.push_back(route);
}

// fib_sync_down_addr of Linux looks at table main alone. In fib6_remove_prefsrc an address of a link alone counts on
// its own device only.
void AddressLoss::take_source(const Route& route, const std::vector<IpAddress>& sources, RouteChanges& changes) const {
    if (!route.prefsrc || std::ranges::find(sources, *route.prefsrc) == sources.end()) return;
    if (route.family() == Family::ipv4) {
        if (route.table == table_main) changes.gone.push_back(route);
    } else if (!route.nexthop_id && (!route.prefsrc->is_link_local() || leads_through(route, after_.name))) {
        Route after = route;
        after.prefsrc.reset();
        changes.changed.emplace_back(route, std::move(after));
    }
}

Result<RouteChanges> AddressLoss::stray_routes(const Stack& stack) const {
    const auto sources = lost_sources(stack);
    if (!sources) return std::unexpected(sources.error());
    RouteChanges changes;
    const bool is_last = is_last_ipv4();
    std::vector<Way> ways = lost_ways();
    const RouteQuery all{.family = {}, .table = {}, .device = {}};
    const auto done = stack.each_route(all, [&](const Route& route) {
        if (is_last) take_last(route, changes);
        take_source(route, *sources, changes);
        take_way(route, ways, changes);
        return Next::go_on;
    });
    if (!done) return std::unexpected(done.error());
    return changes;
}

Result<std::string> AddressLoss::apply(std::string_view text) const {
    auto without_rows = with_addresses(text, after_, scope_);
    if (!without_rows) return without_rows;
    auto without_own = with_route_changes(*without_rows, own_routes(), scope_);
    if (!without_own) return without_own;
    const auto stack = stack_of(*without_own, scope_);
    if (!stack) return std::unexpected(stack.error());
    const auto stray = stray_routes(*stack);
    if (!stray) return std::unexpected(stray.error());
    return with_route_changes(*without_own, *stray, scope_);
}

// inet_rtm_deladdr of Linux: where a length is told, the other end that is meant, or the address itself, lies in the
// subnet.
bool is_meant(const Hide& hide, const AddressRecord& said, const InterfaceAddress& one) {
    if (!hides(hide, said.device, one)) return false;
    const bool is_any = one.local.is_ipv6() || !hide.text.contains('/');
    const IpAddress& other_end = said.address.peer ? *said.address.peer : said.address.local;
    return is_any || Prefix::containing(one.peer.value_or(one.local), one.prefix_length).contains(other_end);
}

std::unexpected<Error> fail_missing(std::string_view words, const Interface& interface, const Names& names) {
    Error error{ErrorKind::not_found, normal_words(words) + ": not in the stack", {}};
    if (!interface.addresses.empty()) error.message += "; " + interface.name + " has:";
    for (InterfaceAddress address : interface.addresses) {
        address.index = 0;
        error.hints.push_back(to_string(Record(AddressRecord{interface.name, address}), names));
    }
    return std::unexpected(std::move(error));
}

}  // namespace

Result<std::string> put_address(std::string_view text, std::string_view words, const EditScope& scope) {
    const auto wanted = read_wanted(text, words, scope);
    if (!wanted) return std::unexpected(wanted.error());
    const auto& [record, stack, before] = *wanted;
    if (auto good = check_ipv6(before, record.address); !good) return std::unexpected(good.error());
    Interface after = before.interface;
    const InterfaceAddress address = filled_in(record, after.name);
    if (auto added = add_address(after, address); !added) return std::unexpected(std::move(added.error()));
    const auto changes = gains(stack, after, address, before.rules);
    if (!changes) return std::unexpected(changes.error());
    const auto longer = with_addresses(text, after, scope);
    if (!longer) return longer;
    return with_address_routes(*longer, *changes, scope);
}

Result<std::string> remove_address(std::string_view text, std::string_view words, const EditScope& scope) {
    const auto wanted = read_wanted(text, words, scope);
    if (!wanted) return std::unexpected(wanted.error());
    const EditedInterface& before = wanted->before;
    Interface after = before.interface;
    const auto hide = parse_record("hide address " + normal_words(words), scope.names);
    if (!hide) return std::unexpected(hide.error());
    const auto place = std::ranges::find_if(after.addresses, [&](const InterfaceAddress& one) {
        return is_meant(std::get<Hide>(*hide), wanted->record, one);
    });
    if (place == after.addresses.end()) return fail_missing(words, after, scope.names);
    remove_address(after, place, before.promotes_secondaries);
    return AddressLoss(before, after, scope).apply(text);
}

}  // namespace snet
