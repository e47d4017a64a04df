#pragma once

#include <cstdint>
#include <span>

#include "lib/lookup/packet.hpp"
#include "snet/function_ref.hpp"
#include "snet/route.hpp"

namespace snet {

/// What spreads packets over several hops: the FNV-1a hash of 32 bits over the bytes of the destination, then of the
/// source if the packet has brought one, its halves XORed. The kernel's own has a secret in it.
std::uint32_t flow_hash(const Packet& packet);

/// The hop of a packet among those that can be taken, as often as its weight says; null if there is none.
const NextHop* hop_of_flow(std::span<const NextHop> hops, const Packet& packet,
                           FunctionRef<bool(const NextHop&)> is_usable);

}  // namespace snet
