#include "lib/stack/interface_overlay.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "lib/records/interface_flags.hpp"
#include "lib/stack/address_list.hpp"

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

/// Interfaces by their names.
class ByName {
  public:
    explicit ByName(std::vector<Interface>& interfaces) : interfaces_(interfaces) {
        for (std::size_t i = 0; i < interfaces.size(); ++i)
            places_.emplace(interfaces[i].name, i);
    }

    /// Null if there is none.
    Interface* find(const std::string& name) const {
        const auto found = places_.find(name);
        return found == places_.end() ? nullptr : &interfaces_[found->second];
    }

    Interface& find_or_add(const std::string& name) {
        const auto [place, is_new] = places_.try_emplace(name, interfaces_.size());
        if (is_new) interfaces_.push_back(new_interface(name));
        return interfaces_[place->second];
    }

  private:
    // Without an index so far.
    static Interface new_interface(const std::string& name) {
        Interface interface;
        interface.name = name;
        interface.link_type = ethernet;
        interface.operstate = operstate_down;
        return interface;
    }

    std::vector<Interface>& interfaces_;
    std::unordered_map<std::string, std::size_t> places_;
};

// An index that a file gives may be another interface's: of several the first has it.
void give_indexes(std::vector<Interface>& interfaces) {
    std::uint32_t next = first_free_index;
    std::unordered_set<std::uint32_t> taken;
    for (Interface& one : interfaces)
        if (!taken.insert(one.index).second) one.index = 0;
    for (const Interface& one : interfaces)
        next = std::max(next, one.index + 1);
    for (Interface& one : interfaces)
        if (one.index == 0) one.index = next++;
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

// Names are what the file gives; whom they mean is known once all interfaces are there.
void find_others(const InterfaceRecord& said, const ByName& by_name) {
    Interface& interface = *by_name.find(said.name);
    const auto index_of = [&](const std::string& name) -> std::optional<std::uint32_t> {
        const Interface* const other = by_name.find(name);
        return other ? std::optional(other->index) : std::nullopt;
    };
    if (said.master) interface.master_index = index_of(*said.master);
    if (said.link) interface.link_index = index_of(*said.link);
    // default_operstate of Linux.
    const Interface* const lower = by_name.find(interface.link);
    if (interface.is_up() && interface.operstate == operstate_down && lower != nullptr && !is_running(*lower))
        interface.operstate = operstate_lower_layer_down;
}

bool has_key_of(const InterfaceAddress& one, const InterfaceAddress& other) {
    return one.local == other.local &&
           (one.local.is_ipv6() || (one.prefix_length == other.prefix_length && one.peer == other.peer));
}

void put(std::vector<InterfaceAddress>& addresses, const InterfaceAddress& address, StackBase base) {
    const auto same = std::ranges::find_if(addresses, [&](const auto& one) { return has_key_of(one, address); });
    const bool is_secondary = (address.flags & address_secondary) != 0;
    if (same != addresses.end() && ((same->flags & address_secondary) != 0) == is_secondary) {
        *same = address;
        return;
    }
    if (same != addresses.end()) addresses.erase(same);
    if (base == StackBase::none)
        addresses.push_back(address);
    else
        insert_address(addresses, address);
}

}  // namespace

void lay_interfaces(const OwnRows& own, std::vector<Interface>& interfaces) {
    const auto is_hidden = [&](const Interface& one) {
        return own.hides.hide<InterfaceRecord>(InterfaceRecord::of(one));
    };
    if (!own.hides.of<InterfaceRecord>().empty()) std::erase_if(interfaces, is_hidden);
    ByName by_name(interfaces);
    for (const InterfaceRecord& said : own.interfaces)
        lay(said, by_name.find_or_add(said.name));
    give_indexes(interfaces);
    for (const InterfaceRecord& said : own.interfaces)
        find_others(said, by_name);
    std::ranges::stable_sort(interfaces, {}, &Interface::index);
}

void lay_addresses(const OwnRows& own, std::vector<Interface>& interfaces) {
    for (Interface& one : interfaces)
        std::erase_if(one.addresses, [&](const InterfaceAddress& address) {
            return own.hides.hide<AddressRecord>(std::string_view(one.name), address);
        });
    const ByName by_name(interfaces);
    for (const AddressRecord& record : own.addresses) {
        Interface* const home = by_name.find(record.device);
        if (home == nullptr) continue;
        InterfaceAddress address = record.address;
        address.index = home->index;
        put(home->addresses, address, own.base);
    }
}

}  // namespace snet
