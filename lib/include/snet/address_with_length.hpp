#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "snet/error.hpp"
#include "snet/ip_address.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// An address and the length of the prefix that it lies in, as `10.0.0.5/24`. Unlike a Prefix it may have host bits.
struct AddressWithLength {
    IpAddress address;
    std::uint8_t length = 0;  ///< at most 32 or 128

    /// Reads `ADDRESS/LENGTH` or a bare address (its whole length).
    static Result<AddressWithLength> parse(std::string_view text);

    /// As iproute2 prints it: an address of its whole length without it.
    std::string to_string() const;

    Family family() const { return address.family(); }
    bool is_all() const { return length == 0; }
    bool is_host() const { return length == 8 * address_size(family()); }

    auto operator<=>(const AddressWithLength&) const = default;
};

}  // namespace snet
#pragma GCC visibility pop
