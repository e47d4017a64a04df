#pragma once

#include <linux/filter.h>

#include <vector>

#include "platform/packets.hpp"

namespace snet::platform {

/// A classic BPF program that passes of the Ethernet frames of a packet socket those that are to be heard, whole: on
/// one of the interfaces, and sent to this host, to a group or to all; nothing that this host sent itself.
std::vector<sock_filter> packet_filter(const Heard& heard, const std::vector<std::uint32_t>& interfaces);

}  // namespace snet::platform
