#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "snet/error.hpp"
#include "snet/origin.hpp"
#include "snet/prefix.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// An entry of IPv6's policy table (RFC 6724 section 2.1; linux/if_addrlabel.h).
struct AddressLabel {
    Prefix prefix;
    std::uint32_t label = 0;
    std::uint32_t index = 0;  ///< of the one interface it holds for; 0: all
    Origin origin = Origin::os;

    bool operator==(const AddressLabel&) const = default;
};

/// An entry of that table in a stack, its interface by name: `2001:db8::/32 99`.
struct AddressLabelRecord {
    Prefix prefix;
    std::uint32_t label = 0;
    std::string device;  ///< empty: all

    /// Reads `PREFIX LABEL [dev D]`, or `prefix PREFIX label LABEL [dev D]` as `ip addrlabel` prints it.
    static Result<AddressLabelRecord> parse(std::string_view text);
    std::string to_string() const;

    bool operator==(const AddressLabelRecord&) const = default;
};

}  // namespace snet
#pragma GCC visibility pop
