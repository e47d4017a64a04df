#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace snet {

/// Reads a time metric as `ip route` takes it: "10ms", "1.5s" or a bare number, which is the kernel's own. The kernel
/// keeps `per_millisecond` units in a millisecond; parts of a millisecond count as a whole one.
std::optional<std::uint32_t> parse_time_metric(std::string_view text, unsigned per_millisecond);

/// As `ip route` prints it, "10ms" or "1.5s"; where that would lose digits, the bare number.
std::string time_metric_text(std::uint32_t value, unsigned per_millisecond);

}  // namespace snet
