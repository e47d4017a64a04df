#pragma once

#include <cstdint>

#include "tools/cli/command.hpp"

namespace snet {

/// The whole answer of a `--count`: the number, in JSON as `count`.
cli::Outcome print_count(const cli::Call& call, std::uint64_t count);

}  // namespace snet
