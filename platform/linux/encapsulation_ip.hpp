#pragma once

#include "platform/linux/attributes.hpp"
#include "snet/value.hpp"

namespace snet::platform {

/// The settings of the encapsulations "ip" and "ip6" (LWTUNNEL_IP_*, which LWTUNNEL_IP6_* equals), options of Geneve,
/// VXLAN and ERSPAN included.
void add_ip_tunnel(Family family, Bytes bytes, Fields& out);

}  // namespace snet::platform
