#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "snet/prefix.hpp"
#include "tools/cli/sink.hpp"

/// Values that several kinds of rows have, written without allocating.
namespace snet::cli {

inline void write_address(const IpAddress& address, Sink& sink) {
    std::array<char, IpAddress::max_text> text;
    sink.plain({text.data(), address.write(text.data())});
}

/// As `ip` prints a destination: one address without its length.
inline void write_prefix(const Prefix& prefix, Sink& sink) {
    std::array<char, Prefix::max_text> text;
    sink.plain({text.data(), prefix.write_short(text.data())});
}

/// Nothing where there is none.
inline void write_number(const std::optional<std::uint32_t>& number, Sink& sink) {
    if (number) sink.number(*number);
}

/// Nothing where it is empty.
inline void write_text(std::string_view text, Sink& sink) {
    if (!text.empty()) sink.text(text);
}

/// Nothing where it is not set, as `ip -j` has flags.
inline void write_flag(bool flag, Sink& sink) {
    if (flag) sink.boolean(true);
}

/// As `ip -j` names address families.
constexpr std::string_view family_word(Family family) {
    return family == Family::ipv4 ? "inet" : "inet6";
}

/// 255.255.255.0 of a /24; ffff:ffff:ffff:ffff:: of a /64.
inline IpAddress netmask_of(const Prefix& prefix) {
    std::array<std::uint8_t, 16> ones;
    ones.fill(0xff);
    return Prefix::containing(IpAddress::from_bytes(prefix.family(), ones.data()), prefix.length()).address();
}

}  // namespace snet::cli
