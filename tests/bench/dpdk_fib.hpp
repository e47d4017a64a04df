#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "snet/fib.hpp"

namespace snet::bench {

/// Looks up many addresses: `values` has the size of `keys`.
template <class Key>
using LookUp = std::function<void(std::span<const Key> keys, std::span<std::uint32_t> values)>;

/// DPDK's rte_fib with these prefixes; none where the benchmarks were built without DPDK.
std::optional<LookUp<Ipv4Key>> dpdk_fib(std::span<const Ipv4Fib::Entry> prefixes);

}  // namespace snet::bench
