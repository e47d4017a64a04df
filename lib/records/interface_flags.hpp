#pragma once

#include <cstdint>

/// IFF_* of linux/if.h and IF_OPER_* of RFC 2863 there, for code that is not compiled on Linux alone.
namespace snet {

inline constexpr std::uint32_t interface_up = 0x1;
inline constexpr std::uint32_t interface_loopback = 0x8;
inline constexpr std::uint32_t interface_pointopoint = 0x10;
inline constexpr std::uint32_t interface_running = 0x40;
inline constexpr std::uint32_t interface_no_arp = 0x80;
inline constexpr std::uint32_t interface_lower_up = 0x10000;

inline constexpr std::uint8_t operstate_unknown = 0;
inline constexpr std::uint8_t operstate_down = 2;
inline constexpr std::uint8_t operstate_lower_layer_down = 3;
inline constexpr std::uint8_t operstate_up = 6;

}  // namespace snet
