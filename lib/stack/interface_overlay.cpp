#include "lib/stack/interface_overlay.hpp"

#include <algorithm>
#include <iterator>

#include "lib/records/interface_flags.hpp"
#include "lib/values/ipv6_scope.hpp"
#include "snet/route.hpp"

namespace snet {

namespace {

// Where indexes begin that neither the file nor the operating system gives.
constexpr std::uint32_t first_free_index = 9001;
constexpr std::uint16_t ethernet = 1;
constexpr std::uint32_t running = interface_running | interface_lower_up;

template <class T, class To>
void lay(const std::optional<T>& said, To& to) {
    if (said) to = *said;
}

template <class T>
void lay(const std::optional<T>& said, std::optional<T>& to) {
    if (said) to = said;
}

bool is_running(const Interface& interface) {
    return (interface.flags & running) != 0;
}

Interface* find(std::vector<Interface>& interfaces, std::string_view name) {
    const auto found = std::ranges::find(interfaces, name, &Interface::name);
    return found == interfaces.end() ? nullptr : &*found;
}

std::uint32_t free_index(const std::vector<Interface>& interfaces) {
    std::uint32_t index = first_free_index;
    for (const Interface& one : interfaces)
        index = std::max(index, one.index + 1);
    return index;
}

// What is down does not run, and what comes up runs unless its carrier is off.
void lay_state(const InterfaceRecord& said, Interface& interface) {
    if (said.flags) interface.flags = (interface.flags & (interface_up | running)) | *said.flags;
    if (!said.up && !said.carrier) return;
    const bool up = said.up.value_or(interface.is_up());
    const bool carrier = said.carrier.value_or(up && (!interface.is_up() || is_running(interface)));
    interface.flags &= ~(interface_up | running);
    interface.flags |= (up ? interface_up : 0) | (up && carrier ? running : 0);
    interface.operstate = !up || !carrier ? operstate_down : interface.is_loopback() ? operstate_unknown : operstate_up;
}

void lay(const InterfaceRecord& said, Interface& interface) {
    lay(said.index, interface.index);
    lay(said.address, interface.address);
    lay(said.broadcast, interface.broadcast);
    lay(said.mtu, interface.mtu);
    lay(said.link_type, interface.link_type);
    lay(said.kind, interface.kind.kind);
    if (said.vrf_table) interface.kind.data = Fields{Field{"table", Value{std::uint64_t{*said.vrf_table}}}};
    if (!said.altnames.empty()) interface.altnames = said.altnames;
    lay(said.group, interface.group);
    lay(said.master, interface.master);
    lay(said.link, interface.link);
    lay_state(said, interface);
    interface.origin = Origin::stack;
}

Interface new_interface(std::string_view name, const std::vector<Interface>& others) {
    Interface interface;
    interface.name = name;
    interface.index = free_index(others);
    interface.link_type = ethernet;
    interface.operstate = operstate_down;
    return interface;
}

// Names are what the file gives; whom they mean is known once all interfaces are there.
void find_others(const InterfaceRecord& said, std::vector<Interface>& interfaces) {
    Interface& interface = *find(interfaces, said.name);
    const auto index_of = [&](std::string_view name) -> std::optional<std::uint32_t> {
        const Interface* const other = find(interfaces, name);
        return other ? std::optional(other->index) : std::nullopt;
    };
    if (said.master) interface.master_index = index_of(*said.master);
    if (said.link) interface.link_index = index_of(*said.link);
    // default_operstate of Linux.
    const Interface* const lower = find(interfaces, interface.link);
    if (interface.is_up() && interface.operstate == operstate_down && lower != nullptr && !is_running(*lower))
        interface.operstate = operstate_lower_layer_down;
}

// inet_insert_ifa of Linux: a secondary address goes last, a primary one behind the primary ones whose scope is as
// narrow.
auto place_ipv4(std::vector<InterfaceAddress>& addresses, const InterfaceAddress& address) {
    if ((address.flags & address_secondary) != 0)
        return std::ranges::find(addresses, Family::ipv6, &InterfaceAddress::family);
    const auto is_before = [&](const InterfaceAddress& other) {
        return other.family() == Family::ipv4 && (other.flags & address_secondary) == 0 && other.scope >= address.scope;
    };
    return std::ranges::find_if(addresses.rbegin(), addresses.rend(), is_before).base();
}

// ipv6_link_dev_addr of Linux: behind all addresses of a wider scope.
auto place_ipv6(std::vector<InterfaceAddress>& addresses, const InterfaceAddress& address) {
    return std::ranges::find_if(addresses, [&](const InterfaceAddress& other) {
        return other.family() == Family::ipv6 && ipv6_scope(address.local) >= ipv6_scope(other.local);
    });
}

bool has_key_of(const InterfaceAddress& one, const InterfaceAddress& other) {
    return one.local == other.local &&
           (one.local.is_ipv6() || (one.prefix_length == other.prefix_length && one.peer == other.peer));
}

void put(std::vector<InterfaceAddress>& addresses, const InterfaceAddress& address, StackBase base) {
    const auto same = std::ranges::find_if(addresses, [&](const auto& one) { return has_key_of(one, address); });
    if (same != addresses.end()) {
        *same = address;
    } else if (base == StackBase::none) {
        addresses.push_back(address);
    } else {
        const bool is_ipv4 = address.family() == Family::ipv4;
        addresses.insert(is_ipv4 ? place_ipv4(addresses, address) : place_ipv6(addresses, address), address);
    }
}

}  // namespace

void lay_interfaces(const OwnRows& own, std::vector<Interface>& interfaces) {
    std::erase_if(interfaces, [&](const Interface& one) { return own.hide(one); });
    for (const InterfaceRecord& said : own.interfaces) {
        Interface* interface = find(interfaces, said.name);
        if (interface == nullptr) interface = &interfaces.emplace_back(new_interface(said.name, interfaces));
        lay(said, *interface);
    }
    for (const InterfaceRecord& said : own.interfaces)
        find_others(said, interfaces);
    std::ranges::stable_sort(interfaces, {}, &Interface::index);
}

void lay_addresses(const OwnRows& own, std::vector<Interface>& interfaces) {
    for (Interface& one : interfaces)
        std::erase_if(one.addresses,
                      [&](const InterfaceAddress& address) { return own.hide(std::string_view(one.name), address); });
    for (const AddressRecord& record : own.addresses) {
        Interface* const home = find(interfaces, record.device);
        if (home == nullptr) continue;
        InterfaceAddress address = record.address;
        address.index = home->index;
        put(home->addresses, address, own.base);
    }
}

}  // namespace snet
