#include "lib/stack/address_list.hpp"

#include <algorithm>

#include "lib/values/ipv6_scope.hpp"
#include "snet/prefix.hpp"
#include "snet/route.hpp"

namespace snet {

namespace {

bool is_ipv4(const InterfaceAddress& address) {
    return address.family() == Family::ipv4;
}

bool is_secondary(const InterfaceAddress& address) {
    return is_ipv4(address) && (address.flags & address_secondary) != 0;
}

const IpAddress& other_end(const InterfaceAddress& address) {
    return address.peer ? *address.peer : address.local;
}

// A secondary address goes last, a primary one behind the primary ones whose scope is as narrow.
auto place_ipv4(std::vector<InterfaceAddress>& addresses, const InterfaceAddress& address) {
    if (is_secondary(address)) return std::ranges::find(addresses, Family::ipv6, &InterfaceAddress::family);
    const auto is_before = [&](const InterfaceAddress& other) {
        return is_ipv4(other) && !is_secondary(other) && other.scope >= address.scope;
    };
    return std::ranges::find_if(addresses.rbegin(), addresses.rend(), is_before).base();
}

// Behind all addresses of a wider scope.
auto place_ipv6(std::vector<InterfaceAddress>& addresses, const InterfaceAddress& address) {
    return std::ranges::find_if(addresses, [&](const InterfaceAddress& other) {
        return !is_ipv4(other) && ipv6_scope(address.local) >= ipv6_scope(other.local);
    });
}

std::unexpected<Error> refuse_existing(const Interface& interface, const InterfaceAddress& address) {
    return fail(ErrorKind::exists, "exists: " + interface.name + " has " + address.local.to_string() + '/' +
                                       std::to_string(address.prefix_length));
}

Result<void> add_ipv4(Interface& interface, InterfaceAddress address) {
    address.flags &= ~address_secondary;
    for (const InterfaceAddress& other : interface.addresses) {
        if (!is_ipv4(other) || !share_subnet(other, address)) continue;
        if (other.local == address.local) return refuse_existing(interface, other);
        if (other.scope != address.scope)
            return fail(ErrorKind::invalid, "scope: " + other.local.to_string() +
                                                " has another one, and addresses of one subnet have the same");
        address.flags |= address_secondary;
    }
    insert_address(interface.addresses, address);
    return {};
}

Result<void> add_ipv6(Interface& interface, const InterfaceAddress& address) {
    const IpAddress& local = address.local;
    if (local.is_unspecified() || local.is_multicast() || (local.is_loopback() && !interface.is_loopback()))
        return fail(ErrorKind::invalid, local.to_string() + ": no address that " + interface.name + " can have");
    const auto same = std::ranges::find(interface.addresses, local, &InterfaceAddress::local);
    if (same != interface.addresses.end()) return refuse_existing(interface, *same);
    insert_address(interface.addresses, address);
    return {};
}

}  // namespace

bool share_subnet(const InterfaceAddress& one, const InterfaceAddress& other) {
    return one.prefix_length == other.prefix_length && one.family() == other.family() &&
           Prefix::containing(other_end(one), one.prefix_length).contains(other_end(other));
}

IpAddress primary_of(const InterfaceAddress& address, const std::vector<InterfaceAddress>& addresses) {
    if (!is_secondary(address)) return address.local;
    const auto primary = std::ranges::find_if(addresses, [&](const InterfaceAddress& other) {
        return is_ipv4(other) && !is_secondary(other) && share_subnet(other, address);
    });
    return primary == addresses.end() ? address.local : primary->local;
}

void insert_address(std::vector<InterfaceAddress>& addresses, const InterfaceAddress& address) {
    addresses.insert(is_ipv4(address) ? place_ipv4(addresses, address) : place_ipv6(addresses, address), address);
}

Result<void> add_address(Interface& interface, InterfaceAddress address) {
    return is_ipv4(address) ? add_ipv4(interface, std::move(address)) : add_ipv6(interface, address);
}

void remove_address(Interface& interface, std::vector<InterfaceAddress>::iterator place, bool promotes_secondaries) {
    auto& addresses = interface.addresses;
    const InterfaceAddress gone = std::move(*place);
    addresses.erase(place);
    if (!is_ipv4(gone) || is_secondary(gone)) return;
    const auto is_of_subnet = [&](const InterfaceAddress& other) {
        return is_secondary(other) && share_subnet(gone, other);
    };
    if (!promotes_secondaries) {
        std::erase_if(addresses, is_of_subnet);
        return;
    }
    const auto next = std::ranges::find_if(addresses, is_of_subnet);
    if (next == addresses.end()) return;
    InterfaceAddress first = *next;
    addresses.erase(next);
    first.flags &= ~address_secondary;
    insert_address(addresses, first);
}

}  // namespace snet
