#pragma once

#include <vector>

#include "snet/interface.hpp"
#include "snet/route.hpp"

namespace snet {

/// What decides, beside the addresses themselves, which routes they bring.
struct AddressRules {
    bool forwards_ipv6 = false;  ///< net.ipv6.conf.D.forwarding: a router answers for its subnets' anycast addresses
};

/// The routes that one of the interface's addresses brings, in the order in which Linux makes them: a local one, and
/// where the interface is up those to the subnet and the broadcasts.
std::vector<Route> address_routes(const Interface& interface, const InterfaceAddress& address,
                                  const AddressRules& rules);

/// The route to multicast groups that an interface has once it is up and has an IPv6 address, or runs; none for
/// loopback.
std::vector<Route> multicast_routes(const Interface& interface);

/// Those of all addresses, each once, and the last.
std::vector<Route> interface_routes(const Interface& interface, const AddressRules& rules);

}  // namespace snet
