#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "snet/capture/packet.hpp"

namespace snet::capture {

namespace detail {

inline constexpr std::uint64_t second = 1'000'000'000;  // in nanoseconds

constexpr std::uint64_t power_of_ten(unsigned exponent) {
    std::uint64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

struct SplitTime {
    std::uint64_t seconds = 0;
    std::uint64_t nanoseconds = 0;
};

constexpr SplitTime split_decimal(std::uint64_t count, unsigned exponent) {
    constexpr unsigned greatest = 19;  // 10^20 is more than 64 bits hold
    if (exponent > greatest) {
        const unsigned beyond = exponent - 9;
        return {0, beyond > greatest ? 0 : count / power_of_ten(beyond)};
    }
    const std::uint64_t unit = power_of_ten(exponent);
    const std::uint64_t fraction = count % unit;
    return {count / unit,
            exponent <= 9 ? fraction * power_of_ten(9 - exponent) : fraction / power_of_ten(exponent - 9)};
}

constexpr SplitTime split_binary(std::uint64_t count, unsigned exponent) {
    if (exponent == 0) return {count, 0};
    const std::uint64_t seconds = exponent < 64 ? count >> exponent : 0;
    std::uint64_t fraction = exponent < 64 ? count & ((std::uint64_t{1} << exponent) - 1) : count;
    // So that a fraction times a second fits into 64 bits.
    if (exponent > 32) {
        fraction = exponent - 32 < 64 ? fraction >> (exponent - 32) : 0;
        exponent = 32;
    }
    return {seconds, fraction * second >> exponent};
}

}  // namespace detail

/// A time of pcapng: `count` units since 1970, a unit as if_tsresol has it (10^-n seconds, or 2^-(n-128) from 128 on),
/// and `offset` seconds more. None if 64 bits of nanoseconds do not hold it.
constexpr std::optional<PacketTime> packet_time(std::uint64_t count, std::uint8_t resolution, std::int64_t offset) {
    const unsigned exponent = resolution & 0x7fU;
    const auto [seconds, nanoseconds] =
        (resolution & 0x80U) != 0 ? detail::split_binary(count, exponent) : detail::split_decimal(count, exponent);
    constexpr std::int64_t furthest = 9'223'372'035;  // 2^63 nanoseconds, and less than a second is to come
    if (seconds > 2 * furthest || offset > furthest || offset < -2 * furthest) return std::nullopt;
    const std::int64_t sum = static_cast<std::int64_t>(seconds) + offset;
    if (sum > furthest || sum < -furthest) return std::nullopt;
    return PacketTime(std::chrono::seconds(sum) + std::chrono::nanoseconds(nanoseconds));
}

}  // namespace snet::capture
