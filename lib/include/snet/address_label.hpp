#pragma once

#include <cstdint>
#include <string>

#include "snet/prefix.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// An entry of IPv6's policy table (RFC 6724 section 2.1; linux/if_addrlabel.h).
struct AddressLabel {
    Prefix prefix;
    std::uint32_t label = 0;
    std::uint32_t index = 0;  ///< of the one interface it holds for; 0: all

    bool operator==(const AddressLabel&) const = default;
};

}  // namespace snet
#pragma GCC visibility pop
