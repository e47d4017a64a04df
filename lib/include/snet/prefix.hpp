#pragma once

#include <algorithm>
#include <cassert>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "snet/error.hpp"
#include "snet/ip_address.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// An address block. Bits after `length` are always zero.
class Prefix {
  public:
    static constexpr std::size_t max_text = IpAddress::max_text + 4;

    /// 0.0.0.0/0
    constexpr Prefix() = default;

    /// The block of `length` bits (at most 32 or 128) that holds the address.
    static constexpr Prefix containing(const IpAddress& address, unsigned length) {
        const unsigned bits = 8 * address_size(address.family());
        assert(length <= bits);
        const unsigned kept = std::min(length, bits);
        return {address.masked(kept), kept};
    }

    /// Everything: 0.0.0.0/0 or ::/0.
    static constexpr Prefix all(Family family) { return containing(IpAddress::unspecified(family), 0); }

    /// Reads `ADDRESS/LENGTH` or a bare address (its whole length). Host bits that are set are an error which names the
    /// right prefix.
    static Result<Prefix> parse(std::string_view text);

    /// `ADDRESS/LENGTH`, always with the length.
    std::string to_string() const;

    /// As iproute2 prints a destination: a block of one address without its length.
    std::string to_short_string() const;

    /// Writes what `to_short_string` returns, at most `max_text` characters and no NUL, and returns the end.
    char* write_short(char* out) const;

    constexpr const IpAddress& address() const { return address_; }
    constexpr unsigned length() const { return length_; }
    constexpr Family family() const { return address_.family(); }
    constexpr bool is_all() const { return length_ == 0; }
    constexpr bool is_host() const { return length_ == 8 * address_size(family()); }

    bool contains(const IpAddress& address) const;  ///< false for the other family
    bool contains(const Prefix& other) const;       ///< a prefix contains itself

    constexpr auto operator<=>(const Prefix&) const = default;

  private:
    constexpr Prefix(const IpAddress& address, unsigned length)
        : address_(address), length_(static_cast<std::uint8_t>(length)) {}

    IpAddress address_;
    std::uint8_t length_ = 0;
};

}  // namespace snet
#pragma GCC visibility pop
