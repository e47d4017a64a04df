#pragma once

#include <cstdint>

namespace snet::platform {

/// The unit of times in netlink messages: USER_HZ, which is 100 on every architecture that this library is built for
/// (and what sysconf(_SC_CLK_TCK) says there).
inline constexpr std::uint32_t ticks_per_second = 100;

}  // namespace snet::platform
