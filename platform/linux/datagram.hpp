#pragma once

#include <cstdint>
#include <optional>

#include "snet/error.hpp"
#include "snet/ip_address.hpp"

/// What sockets of an ordinary user do and tell in the network namespace that the calling thread is in.
namespace snet::platform {

/// A number that no other namespace has until the machine is started again; kernels before 5.14 have none.
std::optional<std::uint64_t> namespace_cookie();

/// Sends an empty datagram to the discard port of the neighbor, which if link-local is behind the interface.
/// False if the kernel's queues, or its table of neighbors, are full.
Result<bool> send_datagram(const IpAddress& neighbor, std::uint32_t index);

}  // namespace snet::platform
