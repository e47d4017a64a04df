#pragma once

#include "platform/linux/descriptor.hpp"
#include "platform/packets.hpp"

/// The sockets that channels are made of. They hear nothing that was not asked for, not even before they are set up.
namespace snet::platform {

/// Of AF_PACKET, in the namespace that the calling thread is in.
Result<Descriptor> open_packet_socket(const ChannelOptions& options);

/// A raw one of ICMPv6.
Result<Descriptor> open_icmpv6_socket(const ChannelOptions& options);

}  // namespace snet::platform
