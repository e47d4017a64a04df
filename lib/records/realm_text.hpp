#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "snet/names.hpp"

namespace snet {

/// Reads `REALM` or `FROM/TO` into from << 16 | to; each is a name or a number to 65535.
std::optional<std::uint32_t> parse_realms(std::string_view text, const Names& names);

}  // namespace snet
