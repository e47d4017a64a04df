#pragma once

#include <string_view>
#include <vector>

#include "snet/error.hpp"
#include "snet/interface.hpp"

namespace snet {

/// The addresses of one interface, in Linux's order and with its flags.

/// Whether both lie in one subnet, of which only the first address is primary. IPv4.
bool share_subnet(const InterfaceAddress& one, const InterfaceAddress& other);

/// The first address of the subnet that a secondary one lies in; the address itself if it is primary.
IpAddress primary_of(const InterfaceAddress& address, const std::vector<InterfaceAddress>& addresses);

/// Puts an address to its place: the kernel's inet_insert_ifa and ipv6_link_dev_addr.
void insert_address(std::vector<InterfaceAddress>& addresses, const InterfaceAddress& address);

/// Adds what `ip address add` would: `exists`, or `invalid` where the kernel refuses it.
Result<void> add_address(Interface& interface, InterfaceAddress address);

/// Takes away the address at `place`. With the first IPv4 address of a subnet the others of it go, or with
/// `promotes_secondaries` the next becomes its first.
void remove_address(Interface& interface, std::vector<InterfaceAddress>::iterator place, bool promotes_secondaries);

}  // namespace snet
