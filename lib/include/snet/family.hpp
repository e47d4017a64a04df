#pragma once

#include <cstdint>

#pragma GCC visibility push(default)
namespace snet {

/// The two address families that a stack has tables for.
enum class Family : std::uint8_t { ipv4 = 4, ipv6 = 6 };

/// Bytes of an address: 4 or 16.
constexpr unsigned address_size(Family family) {
    return family == Family::ipv4 ? 4 : 16;
}

}  // namespace snet
#pragma GCC visibility pop
