#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "tools/cli/command.hpp"

/// The values of options, or what is wrong with them.
namespace snet::arp {

/// Seconds, also parts of one: `0.5`. At most a day.
Result<std::chrono::milliseconds> seconds_of(const cli::Call& call, std::string_view option,
                                             std::chrono::milliseconds otherwise);

Result<std::uint32_t> number_of(const cli::Call& call, std::string_view option, std::uint32_t least, std::uint32_t most,
                                std::uint32_t otherwise);

}  // namespace snet::arp
