#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "snet/error.hpp"
#include "snet/ip_address.hpp"
#include "snet/prefix.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// Addresses of one family that follow each other, at most 2^32.
class AddressRange {
  public:
    /// One address.
    explicit AddressRange(const IpAddress& address) : first_(address), last_(address) {}

    /// From `first` to `last`, both included. `invalid` if they are of two families, the wrong way round or too far
    /// from each other.
    static Result<AddressRange> between(const IpAddress& first, const IpAddress& last);

    /// Reads an address, a prefix, `10.0.0.1-10.0.1.9`, or `10.0.0.1-20` with the last number of the last address.
    static Result<AddressRange> parse(std::string_view text);

    const IpAddress& first() const { return first_; }
    const IpAddress& last() const { return last_; }
    Family family() const { return first_.family(); }
    std::uint64_t size() const { return offset(last_) + 1; }

    bool contains(const IpAddress& address) const { return first_ <= address && address <= last_; }

    /// How far behind the first the address is, which the range contains; and back.
    std::uint64_t offset(const IpAddress& address) const;
    IpAddress at(std::uint64_t offset) const;

    /// What both have; none if they have nothing in common.
    std::optional<AddressRange> common(const AddressRange& other) const;

    std::string to_string() const;  ///< an address, or `FIRST-LAST`

    auto operator<=>(const AddressRange&) const = default;

  private:
    AddressRange(const IpAddress& first, const IpAddress& last) : first_(first), last_(last) {}

    IpAddress first_;
    IpAddress last_;
};

/// The last address of a prefix: of IPv4, the broadcast address.
IpAddress last_address(const Prefix& prefix);

}  // namespace snet
#pragma GCC visibility pop
