#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace snet {

/// Reads the name of an IP protocol in any case, its decimal number, or "ipproto-200".
std::optional<std::uint8_t> parse_ip_protocol(std::string_view text);

}  // namespace snet
