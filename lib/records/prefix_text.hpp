#pragma once

#include <string_view>

#include "snet/address_with_length.hpp"
#include "snet/prefix.hpp"

namespace snet {

/// iproute2's words for the prefix of all addresses: "default", "all" and "any".
bool is_everything(std::string_view word);

/// Whether the prefix leaves its family open: `0/8` is what `ip` prints where the kernel leaves out an address of
/// zeros.
bool has_open_family(std::string_view word);

/// A prefix as `Prefix::parse` reads it, or one that leaves its family open and has `open_family` then.
Result<Prefix> parse_prefix(std::string_view word, Family open_family);

/// The same with host bits.
Result<AddressWithLength> parse_address_with_length(std::string_view word, Family open_family);

}  // namespace snet
