#pragma once

#include <linux/rtnetlink.h>

#include "platform/linux/kinds/setting.hpp"
#include "snet/query.hpp"

/// The parts of RTM_NEWLINK that are trees of keys, in iproute2's order.
namespace snet::platform {

/// The keys that `ip link` adds where there is something to tell (permaddr, ifalias, xdp, ...) and, if details were
/// asked for, those that `ip -d link` adds.
Fields link_details(const kinds::LinkAttributes& attributes, const ifinfomsg& header, const InterfaceQuery& query);

/// IFLA_XDP: the programs of the express data path, by their ids alone; none if there are none.
std::optional<Value> xdp_programs(Bytes nest);

/// {rx{...}, tx{...}} of IFLA_STATS64, else of IFLA_STATS (absent: an empty payload); nothing if there is neither.
Fields link_statistics(Bytes wide, Bytes narrow);

/// IFLA_VFINFO_LIST: the virtual functions of a network card that is shared by several machines.
Value::List virtual_functions(Bytes list, const ifinfomsg& header, bool with_statistics);

}  // namespace snet::platform
