#pragma once

#include "lib/lookup/forwarding_tables.hpp"

namespace snet {

/// Of a route with several hops, the packet's share; where it has a source, the first whose own source that is. Of
/// several default routes of one metric, the first whose gateway is known (fib_select_path of Linux).
void select_hop_ipv4(const ForwardingTables& tables, const Packet& packet, Match& match);

/// The source of packets that take the hop.
std::optional<IpAddress> source_of_hop(const ForwardingTables& tables, const Route& route, const NextHop& hop);

/// The gateway whose subnet that source is looked for in.
std::optional<IpAddress> source_gateway(const Route& route, const NextHop& hop);

}  // namespace snet
