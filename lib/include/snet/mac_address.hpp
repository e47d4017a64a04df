#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "snet/error.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// A 48-bit IEEE 802 address.
class MacAddress {
  public:
    using Bytes = std::array<std::uint8_t, 6>;  ///< in the order they are sent

    constexpr MacAddress() = default;
    constexpr explicit MacAddress(const Bytes& bytes) : bytes_(bytes) {}

    /// Reads six bytes of one or two hexadecimal digits joined by `:` or `-`, Cisco's `0123.4567.89ab`, or twelve
    /// digits.
    static Result<MacAddress> parse(std::string_view text);

    /// Lower case, joined by colons, as iproute2 prints it.
    std::string to_string() const;

    constexpr const Bytes& bytes() const { return bytes_; }
    constexpr bool is_group() const { return (bytes_[0] & 1) != 0; }

    constexpr auto operator<=>(const MacAddress&) const = default;

  private:
    Bytes bytes_{};
};

}  // namespace snet
#pragma GCC visibility pop
