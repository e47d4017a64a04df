#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "snet/error.hpp"
#include "snet/family.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// An IPv4 or IPv6 address. Ordered by family, then by value.
class IpAddress {
  public:
    using Bytes4 = std::array<std::uint8_t, 4>;   ///< network byte order
    using Bytes6 = std::array<std::uint8_t, 16>;  ///< network byte order
    static constexpr std::size_t max_text = 45;   ///< characters of the longest address

    /// 0.0.0.0
    constexpr IpAddress() = default;
    constexpr explicit IpAddress(const Bytes4& bytes) { std::ranges::copy(bytes, bytes_.begin()); }
    constexpr explicit IpAddress(const Bytes6& bytes) : bytes_(bytes), family_(Family::ipv6) {}

    /// The first 4 or 16 of `bytes`, which must be there.
    static constexpr IpAddress from_bytes(Family family, const std::uint8_t* bytes) {
        IpAddress address = unspecified(family);
        // A size known to the compiler is one load and one store; a million addresses are made of kernel messages.
        if (family == Family::ipv4)
            std::copy_n(bytes, 4, address.bytes_.begin());
        else
            std::copy_n(bytes, 16, address.bytes_.begin());
        return address;
    }

    /// All zero: 0.0.0.0 or ::.
    static constexpr IpAddress unspecified(Family family) {
        IpAddress address;
        address.family_ = family;
        return address;
    }

    /// Reads dotted decimal of four parts without leading zeros, or RFC 4291 text. No zone: see ZonedAddress.
    static Result<IpAddress> parse(std::string_view text);

    /// RFC 5952 text, as inet_ntop(3) prints it.
    std::string to_string() const;

    /// Writes what `to_string` returns, at most `max_text` characters and no NUL, and returns the end.
    char* write(char* out) const;

    constexpr Family family() const { return family_; }
    constexpr bool is_ipv4() const { return family_ == Family::ipv4; }
    constexpr bool is_ipv6() const { return family_ == Family::ipv6; }
    constexpr std::span<const std::uint8_t> bytes() const { return {bytes_.data(), address_size(family_)}; }

    constexpr bool is_unspecified() const { return bytes_ == Bytes6{}; }
    constexpr bool is_loopback() const {
        if (is_ipv4()) return bytes_[0] == 127;
        Bytes6 loopback{};
        loopback[15] = 1;
        return bytes_ == loopback;
    }
    constexpr bool is_multicast() const { return is_ipv4() ? (bytes_[0] & 0xf0) == 0xe0 : bytes_[0] == 0xff; }
    /// 169.254.0.0/16 or fe80::/10.
    constexpr bool is_link_local() const {
        return is_ipv4() ? bytes_[0] == 169 && bytes_[1] == 254 : bytes_[0] == 0xfe && (bytes_[1] & 0xc0) == 0x80;
    }

    /// Its first `length` bits (at most 32 or 128), the others zero.
    constexpr IpAddress masked(unsigned length) const {
        IpAddress masked = *this;
        auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(bytes_);
        halves[0] &= ones(length);
        halves[1] &= ones(length > 64 ? length - 64 : 0);
        masked.bytes_ = std::bit_cast<Bytes6>(halves);
        return masked;
    }

    constexpr bool operator==(const IpAddress&) const = default;
    constexpr std::strong_ordering operator<=>(const IpAddress& other) const {
        const auto by_family = family_ <=> other.family_;
        return by_family != 0 ? by_family : bytes_ <=> other.bytes_;
    }

  private:
    // The first `length` bits of eight bytes.
    static constexpr std::uint64_t ones(unsigned length) {
        const std::uint64_t bits = length == 0    ? 0
                                   : length >= 64 ? ~std::uint64_t{0}
                                                  : ~std::uint64_t{0} << (64 - length);
        return std::endian::native == std::endian::little ? std::byteswap(bits) : bits;
    }

    alignas(std::uint64_t) Bytes6 bytes_{};  // an IPv4 address uses the first four, the rest stays zero
    Family family_ = Family::ipv4;
};

/// An address and the link that it is meant on (RFC 4007): `fe80::1%eth0`. An empty zone is none.
struct ZonedAddress {
    IpAddress address;
    std::string zone;

    /// Reads an address, and a zone after `%` if it is IPv6.
    static Result<ZonedAddress> parse(std::string_view text);
    std::string to_string() const;

    auto operator<=>(const ZonedAddress&) const = default;
};

}  // namespace snet
#pragma GCC visibility pop
