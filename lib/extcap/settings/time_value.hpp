#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace snet::extcap {

/// Seconds since 1970 UTC of `2026-11-23T09:00:00Z` (ISO 8601; with an offset such as +01:00, or without a zone: local;
/// without seconds, or a date alone), `@EPOCH`, `now`, `now-1h` (+ or -, numbers with s, m, h or d). None: it is none.
std::optional<std::int64_t> parse_time_value(std::string_view text, std::chrono::system_clock::time_point now);

}  // namespace snet::extcap
