#pragma once

#include <cstdint>

/// The kernel's numbers for routes and rules, for code that is not compiled on Linux alone.
namespace snet {

/// Flags of a next hop: RTNH_F_* of linux/rtnetlink.h. A route of one next hop carries them as its own too.
inline constexpr std::uint32_t hop_dead = 1;
inline constexpr std::uint32_t hop_pervasive = 2;
inline constexpr std::uint32_t hop_onlink = 4;
inline constexpr std::uint32_t hop_offload = 8;
inline constexpr std::uint32_t hop_linkdown = 16;
inline constexpr std::uint32_t hop_unresolved = 32;
inline constexpr std::uint32_t hop_trap = 64;
inline constexpr std::uint32_t hop_flags = 0x7f;  ///< all of them

/// What the kernel gives an IPv6 route that is added without a metric: IP6_RT_PRIO_USER of net/ip6_fib.h.
inline constexpr std::uint32_t ipv6_default_metric = 1024;

/// Flags of a route: RTM_F_* of linux/rtnetlink.h.
inline constexpr std::uint32_t route_notify = 0x100;
inline constexpr std::uint32_t route_cloned = 0x200;
inline constexpr std::uint32_t route_offload = 0x4000;
inline constexpr std::uint32_t route_trap = 0x8000;
inline constexpr std::uint32_t route_offload_failed = 0x20000000;

/// Metrics: RTAX_* of linux/rtnetlink.h.
inline constexpr std::uint16_t metric_lock = 1;
inline constexpr std::uint16_t metric_mtu = 2;
inline constexpr std::uint16_t metric_window = 3;
inline constexpr std::uint16_t metric_rtt = 4;
inline constexpr std::uint16_t metric_rttvar = 5;
inline constexpr std::uint16_t metric_ssthresh = 6;
inline constexpr std::uint16_t metric_cwnd = 7;
inline constexpr std::uint16_t metric_advmss = 8;
inline constexpr std::uint16_t metric_reordering = 9;
inline constexpr std::uint16_t metric_hoplimit = 10;
inline constexpr std::uint16_t metric_initcwnd = 11;
inline constexpr std::uint16_t metric_features = 12;
inline constexpr std::uint16_t metric_rto_min = 13;
inline constexpr std::uint16_t metric_initrwnd = 14;
inline constexpr std::uint16_t metric_quickack = 15;
inline constexpr std::uint16_t metric_congestion = 16;
inline constexpr std::uint16_t metric_fastopen_no_cookie = 17;

/// Bits of the metric `features`: RTAX_FEATURE_* of linux/rtnetlink.h.
inline constexpr std::uint32_t feature_ecn = 1;
inline constexpr std::uint32_t feature_tcp_usec_ts = 16;

}  // namespace snet
