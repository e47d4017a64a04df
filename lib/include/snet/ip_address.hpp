#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
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
    constexpr explicit IpAddress(const Bytes4& bytes)
        : words_{std::bit_cast<std::uint64_t>(std::array<Bytes4, 2>{bytes}), 0} {}
    constexpr explicit IpAddress(const Bytes6& bytes) : words_(std::bit_cast<Words>(bytes)), family_(Family::ipv6) {}

    /// The first 4 or 16 of `bytes`, which must be there.
    static IpAddress from_bytes(Family family, const std::uint8_t* bytes) {
        return family == Family::ipv4 ? IpAddress(copy<Bytes4>(bytes)) : IpAddress(copy<Bytes6>(bytes));
    }

    /// All zero: 0.0.0.0 or ::.
    static constexpr IpAddress unspecified(Family family) { return {family, {}}; }

    /// Reads dotted decimal of four parts without leading zeros, or RFC 4291 text. No zone: see ZonedAddress.
    static Result<IpAddress> parse(std::string_view text);

    /// RFC 5952 text, as inet_ntop(3) prints it.
    std::string to_string() const;

    /// Writes what `to_string` returns, at most `max_text` characters and no NUL, and returns the end.
    char* write(char* out) const;

    constexpr Family family() const { return family_; }
    constexpr bool is_ipv4() const { return family_ == Family::ipv4; }
    constexpr bool is_ipv6() const { return family_ == Family::ipv6; }
    std::span<const std::uint8_t> bytes() const {
        return {reinterpret_cast<const std::uint8_t*>(&words_), address_size(family_)};
    }

    constexpr bool is_unspecified() const { return words_ == Words{}; }
    constexpr bool is_loopback() const {
        return is_ipv4() ? starts_with(0x7f, 8) : words_ == Words{0, network_order(1)};
    }
    constexpr bool is_multicast() const { return is_ipv4() ? starts_with(0xe, 4) : starts_with(0xff, 8); }
    /// 169.254.0.0/16 or fe80::/10.
    constexpr bool is_link_local() const { return is_ipv4() ? starts_with(0xa9fe, 16) : starts_with(0x3fa, 10); }

    /// Its first `length` bits (at most 32 or 128), the others zero.
    constexpr IpAddress masked(unsigned length) const {
        return {family_, {words_.first & ones(length), words_.second & ones(length > 64 ? length - 64 : 0)}};
    }

    constexpr bool operator==(const IpAddress&) const = default;
    constexpr std::strong_ordering operator<=>(const IpAddress& other) const {
        if (const auto order = family_ <=> other.family_; order != 0) return order;
        if (words_.first != other.words_.first)
            return network_order(words_.first) <=> network_order(other.words_.first);
        return network_order(words_.second) <=> network_order(other.words_.second);
    }

  private:
    // The bytes in network order, an IPv4 address in the first four. As words, because addresses are copied by the
    // million: what is written byte by byte and read as a word waits for the memory.
    struct Words {
        std::uint64_t first = 0;
        std::uint64_t second = 0;
        bool operator==(const Words&) const = default;
    };

    constexpr IpAddress(Family family, Words words) : words_(words), family_(family) {}

    template <class Bytes>
    static Bytes copy(const std::uint8_t* bytes) {
        Bytes copy;
        std::memcpy(copy.data(), bytes, copy.size());
        return copy;
    }

    // From a number to eight bytes in network order, or back.
    static constexpr std::uint64_t network_order(std::uint64_t word) {
        return std::endian::native == std::endian::little ? std::byteswap(word) : word;
    }

    // The first `length` bits of eight bytes.
    static constexpr std::uint64_t ones(unsigned length) {
        if (length == 0) return 0;
        return network_order(length >= 64 ? ~std::uint64_t{0} : ~std::uint64_t{0} << (64 - length));
    }

    constexpr bool starts_with(std::uint64_t bits, unsigned length) const {
        return network_order(words_.first) >> (64 - length) == bits;
    }

    Words words_;
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
