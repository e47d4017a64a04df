#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "snet/error.hpp"
#include "snet/mac_address.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// A link-layer address of any kind: 6 bytes on Ethernet, 20 on InfiniBand, 4 or 16 (an IP address) on tunnels.
class LinkAddress {
  public:
    static constexpr std::size_t max_size = 32;  ///< MAX_ADDR_LEN of linux/netdevice.h

    constexpr LinkAddress() = default;

    /// Keeps at most `max_size` of the bytes, which are in the order they are sent.
    explicit LinkAddress(std::span<const std::uint8_t> bytes);
    explicit LinkAddress(const MacAddress& mac);

    /// Reads a MAC in any of its forms, bytes of one or two hexadecimal digits joined by colons, or the IP address of a
    /// tunnel's end.
    static Result<LinkAddress> parse(std::string_view text);

    std::span<const std::uint8_t> bytes() const { return {bytes_.data(), size_}; }

    /// The address as a MAC, if it has six bytes.
    std::optional<MacAddress> mac() const;

    /// As iproute2 prints it on a link of this type (ARPHRD_* of linux/if_arp.h): an IP address on an IP tunnel's link,
    /// bytes joined by colons on every other.
    std::string to_string(std::uint16_t link_type) const;

    constexpr auto operator<=>(const LinkAddress&) const = default;

  private:
    std::array<std::uint8_t, max_size> bytes_{};
    std::uint8_t size_ = 0;
};

}  // namespace snet
#pragma GCC visibility pop
