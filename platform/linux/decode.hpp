#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "platform/linux/attributes.hpp"
#include "platform/linux/devices.hpp"
#include "platform/tables.hpp"
#include "snet/address_label.hpp"
#include "snet/function_ref.hpp"
#include "snet/interface.hpp"
#include "snet/neighbor.hpp"
#include "snet/query.hpp"
#include "snet/route.hpp"
#include "snet/rule.hpp"

/// From the kernel's bytes to snet's records. A `message` starts after its nlmsghdr, with the fixed structure of its
/// table (rtmsg, ifinfomsg, ...). The functions write every member of `out`, keep the memory that it holds, and are
/// false for what is no row of an IPv4 or IPv6 table or does not decode; `out` is then of no use. A part that does not
/// decode is absent.
namespace snet::platform {

/// Leaves the names of other interfaces to `name_others`, and sets their indexes: `link` and `master` are empty, and a
/// number stands in the settings of the kind where a name will be.
bool decode_link(Bytes message, const InterfaceQuery& query, Interface& out);

/// Puts in the names of the other interfaces that a decoded link refers to. `name` may return nothing for an index that
/// it does not know.
void name_others(Interface& link, FunctionRef<std::string(std::uint32_t)> name);

/// Adds what `told` says of them to the programs of a decoded link's XDP, which have only ids.
void describe_programs(Interface& link, FunctionRef<Fields(std::uint32_t)> told);

/// The settings that are told along with a link (IFLA_AF_SPEC).
bool decode_interface_settings(Bytes message, InterfaceSettings& out);

bool decode_address(Bytes message, InterfaceAddress& out);
bool decode_route(Bytes message, Devices& devices, Route& out);
bool decode_neighbor(Bytes message, Devices& devices, Neighbor& out);
bool decode_nexthop(Bytes message, Devices& devices, NexthopObject& out);
bool decode_rule(Bytes message, Rule& out);
bool decode_label(Bytes message, AddressLabel& out);

/// RTA_ENCAP of the type that RTA_ENCAP_TYPE names, with the keys and types of `ip -j route`, but numbers that iproute2
/// looks up in its files (`table` and `vrftable` of seg6local) as numbers. Null if there is no encapsulation.
std::shared_ptr<const Encapsulation> decode_encapsulation(std::uint16_t type, Bytes payload, Devices& devices);

}  // namespace snet::platform
