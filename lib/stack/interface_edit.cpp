#include "snet/interface_edit.hpp"

#include <algorithm>
#include <functional>

#include "lib/records/blank_text.hpp"
#include "lib/records/name_text.hpp"
#include "lib/records/route_numbers.hpp"
#include "lib/stack/line_text.hpp"
#include "lib/stack/link_state.hpp"
#include "lib/stack/nexthop_loss.hpp"
#include "lib/stack/route_changes.hpp"

namespace snet {

namespace {

Result<InterfaceRecord> parse_interface(std::string_view words, const Names& names) {
    auto record = parse_record("interface " + normal_words(words), names);
    if (!record) return std::unexpected(std::move(record.error()));
    return std::get<InterfaceRecord>(std::move(*record));
}

template <class T>
void lay(std::optional<T>& over, const std::optional<T>& said) {
    if (said) over = said;
}

void lay(InterfaceRecord& over, const InterfaceRecord& said) {
    lay(over.index, said.index);
    lay(over.address, said.address);
    lay(over.broadcast, said.broadcast);
    lay(over.mtu, said.mtu);
    lay(over.up, said.up);
    lay(over.carrier, said.carrier);
    lay(over.flags, said.flags);
    lay(over.link_type, said.link_type);
    lay(over.kind, said.kind);
    lay(over.vrf_table, said.vrf_table);
    lay(over.master, said.master);
    if (!said.altnames.empty()) over.altnames = said.altnames;
    lay(over.group, said.group);
    lay(over.link, said.link);
}

Result<std::optional<Interface>> interface_of(const Stack& stack, const std::string& name) {
    auto found = stack.interface(name, {.addresses = false});
    if (found && found->name == name) return std::move(*found);
    if (found || found.error().kind == ErrorKind::not_found) return std::nullopt;
    return std::unexpected(std::move(found.error()));
}

// What the operating system alone has; none where it has no such interface, or the stack none of its tables.
Result<std::optional<Interface>> os_interface(std::string_view text, const std::string& name, const EditScope& scope) {
    const auto file = StackFile::parse(text, scope.name, scope.names);
    if (!file) return std::unexpected(file.error());
    if (file->base() == StackBase::none) return std::nullopt;
    const auto os = Stack::open(scope.netns);
    if (!os) return std::unexpected(os.error());
    return interface_of(*os, name);
}

// The text in which the interface's record says these things too. What it says that is so anyway it need not say.
Result<std::string> with_record(std::string_view text, const InterfaceRecord& said, const EditScope& scope) {
    const auto is_its = [&](const Record& record) {
        const auto* const one = std::get_if<InterfaceRecord>(&record);
        return one != nullptr && one->name == said.name;
    };
    auto own = delete_records(text, is_its, scope.name, scope.names);
    if (!own) return std::unexpected(std::move(own.error()));
    // The operating system's, unless that is hidden.
    const auto stack = stack_of(own->text, scope);
    if (!stack) return std::unexpected(stack.error());
    const auto os = interface_of(*stack, said.name);
    if (!os) return std::unexpected(os.error());
    InterfaceRecord whole{.name = said.name};
    for (const NumberedRecord& one : own->deleted)
        lay(whole, std::get<InterfaceRecord>(one.record));
    lay(whole, said);
    if (*os && whole.up == (*os)->is_up()) whole.up.reset();
    if (*os && whole == InterfaceRecord{.name = said.name}) return std::move(own->text);
    const Placing placing = own->deleted.empty() ? Placing::append : Placing::replace;
    return put_record(text, to_string(Record(whole), scope.names), placing, scope.name, scope.names);
}

// Of the operating system's routes reading tells that they lead nowhere. The file's own are not to come back.
constexpr auto is_own = [](const Route& route) { return route.origin == Origin::stack; };

// What is behind a device that goes, of what does not come back with it.
Result<std::string> without_ways(std::string_view text, const std::string& device, const EditScope& scope) {
    const auto with_routes = without_nexthops(text, device, scope);
    if (!with_routes) return with_routes;
    const auto stack = stack_of(*with_routes, scope);
    if (!stack) return std::unexpected(stack.error());
    const auto routes = routes_through(*stack, device, is_own);
    if (!routes) return std::unexpected(routes.error());
    return with_route_changes(*with_routes, losses_of(*routes, device), scope);
}

Result<std::string> take_down(std::string_view text, const EditedInterface& before, const InterfaceRecord& said,
                              const EditScope& scope) {
    const std::string& device = before.interface.name;
    auto less = without_ways(text, device, scope);
    if (less) less = without_neighbors(*less, device, scope);
    if (less) less = with_record(*less, said, scope);
    return less ? with_link_down(*less, before, scope) : less;
}

Result<std::string> bring_up(std::string_view text, const EditedInterface& before, const InterfaceRecord& said,
                             const EditScope& scope) {
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    const auto routes = routes_through(*stack, before.interface.name);
    if (!routes) return std::unexpected(routes.error());
    const auto more = with_record(text, said, scope);
    return more ? with_link_up(*more, before, *routes, scope) : more;
}

// Whether the record is about what a device alone has.
bool is_about(const Record& record, const std::string& device) {
    if (const auto* one = std::get_if<InterfaceRecord>(&record)) return one->name == device;
    if (const auto* one = std::get_if<AddressRecord>(&record)) return one->device == device;
    if (const auto* one = std::get_if<Neighbor>(&record)) return one->device == device;
    if (const auto* one = std::get_if<AddressLabelRecord>(&record)) return one->device == device;
    if (const auto* one = std::get_if<DefaultInterfaceRecord>(&record)) return one->name == device;
    if (const auto* one = std::get_if<NexthopObject>(&record)) return one->group.empty() && one->hop.device == device;
    if (const auto* one = std::get_if<Route>(&record))
        return !one->next_hops.empty() &&
               std::ranges::all_of(one->next_hops, [&](const NextHop& hop) { return hop.device == device; });
    const auto* const hide = std::get_if<Hide>(&record);
    return hide != nullptr && std::visit([&](const auto& row) { return is_about(Record(row), device); }, hide->row);
}

// Whether it is a route that the kernel makes of an address, or hides one.
bool is_brought(const Record& record) {
    const auto* const hide = std::get_if<Hide>(&record);
    const auto* const route = hide ? std::get_if<Route>(&hide->row) : std::get_if<Route>(&record);
    return route != nullptr && route->protocol == protocol_kernel;
}

// Of several ways out IPv6 keeps the others; IPv4 loses the route.
RouteChanges losses_with(const std::vector<Route>& routes, const std::string& device) {
    RouteChanges changes = losses_of(routes, device);
    std::erase_if(changes.gone, std::not_fn(is_own));
    for (const Route& route : routes) {
        if (!route.is_multipath()) continue;
        Route after = route;
        std::erase_if(after.next_hops, [&](const NextHop& hop) { return hop.device == device; });
        if (route.family() == Family::ipv4)
            changes.gone.push_back(route);
        else if (!after.next_hops.empty())
            changes.changed.emplace_back(route, std::move(after));
    }
    return changes;
}

Result<void> check_index(const InterfaceRecord& said, const Stack& stack) {
    if (!said.index) return {};
    const auto interfaces = stack.interfaces({.addresses = false});
    if (!interfaces) return std::unexpected(interfaces.error());
    const auto other = std::ranges::find(*interfaces, *said.index, &Interface::index);
    if (other == interfaces->end() || other->name == said.name) return {};
    return fail(ErrorKind::exists, "exists: index " + std::to_string(*said.index) + " is that of " + other->name);
}

}  // namespace

Result<std::string> add_interface(std::string_view text, std::string_view words, const EditScope& scope) {
    auto said = parse_interface(words, scope.names);
    if (!said) return std::unexpected(std::move(said.error()));
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    const auto existing = stack->interface(said->name, {.addresses = false});
    if (existing) return fail(ErrorKind::exists, "exists: " + said->name + "; snet-ifaces set changes it");
    if (existing.error().kind != ErrorKind::not_found) return std::unexpected(existing.error());
    if (!is_interface_name(said->name))
        return fail(ErrorKind::invalid,
                    said->name + ": expected the name of an interface: 1 to 15 bytes, not all or default");
    if (auto good = check_index(*said, *stack); !good) return std::unexpected(std::move(good.error()));
    const bool is_up = said->up.value_or(false);
    said->up = false;
    const auto more =
        put_record(text, to_string(Record(*said), scope.names), Placing::replace, scope.name, scope.names);
    return more && is_up ? set_interface(*more, said->name + " up", scope) : more;
}

Result<std::string> set_interface(std::string_view text, std::string_view words, const EditScope& scope) {
    auto said = parse_interface(words, scope.names);
    if (!said) return std::unexpected(std::move(said.error()));
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    const auto before = EditedInterface::read(*stack, said->name);
    if (!before) return std::unexpected(before.error());
    said->name = before->interface.name;
    if (auto good = check_index(*said, *stack); !good) return std::unexpected(std::move(good.error()));
    const bool was_up = before->interface.is_up(), is_up = said->up.value_or(was_up);
    const bool had_room = has_room_for_ipv6(before->interface);
    const bool has_room = said->mtu ? has_room_for_ipv6({.mtu = said->mtu}) : had_room;
    const bool begins = is_up && (!was_up || (has_room && !had_room));
    auto done = begins             ? bring_up(text, *before, *said, scope)
                : was_up && !is_up ? take_down(text, *before, *said, scope)
                                   : with_record(text, *said, scope);
    return done && had_room && !has_room ? with_ipv6_gone(*done, *before, scope) : done;
}

Result<std::string> remove_interface(std::string_view text, std::string_view name, const EditScope& scope) {
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    const auto found = stack->interface(name, {.addresses = false});
    if (!found) return std::unexpected(found.error());
    const std::string& device = found->name;
    const auto less = without_nexthops(text, device, scope);
    if (!less) return less;
    const auto routes =
        routes_through(*stack, device, [](const Route& route) { return is_own(route) || route.is_multipath(); });
    if (!routes) return std::unexpected(routes.error());
    const auto without_routes = with_route_changes(*less, losses_with(*routes, device), scope);
    if (!without_routes) return without_routes;
    auto bare = delete_records(
        *without_routes, [&](const Record& record) { return is_about(record, device); }, scope.name, scope.names);
    if (!bare) return std::unexpected(std::move(bare.error()));
    const auto os = os_interface(text, device, scope);
    if (!os) return std::unexpected(os.error());
    return *os ? with_line(bare->text, "hide interface " + device) : std::move(bare->text);
}

Result<Removal> drop_interfaces(std::string_view text, const EditScope& scope) {
    constexpr RowKind kinds[] = {RowKind::interface, RowKind::address};
    auto removal = drop_rows(text, kinds, scope);
    if (!removal) return removal;
    auto brought =
        delete_records(removal->text, [](const Record& record) { return is_brought(record); }, scope.name, scope.names);
    if (!brought) return std::unexpected(std::move(brought.error()));
    removal->text = std::move(brought->text);
    for (NumberedRecord& one : brought->deleted)
        removal->deleted.push_back(std::move(one.record));
    return removal;
}

}  // namespace snet
