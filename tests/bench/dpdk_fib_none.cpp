#include "tests/bench/dpdk_fib.hpp"

namespace snet::bench {

std::optional<LookUp<Ipv4Key>> dpdk_fib(std::span<const Ipv4Fib::Entry>) {
    return std::nullopt;
}

}  // namespace snet::bench
