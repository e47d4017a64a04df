#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace snet {

/// Reads `REALM` or `FROM/TO` into from << 16 | to; each is a number to 65535 or "cosmos", which is 0.
std::optional<std::uint32_t> parse_realms(std::string_view text);

}  // namespace snet
