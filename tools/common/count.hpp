#pragma once

#include <cstdint>

#include "tools/cli/command.hpp"

namespace snet {

/// Whether the call asks for a form that a number alone can have: no columns, no template.
Result<void> check_count(const cli::Call& call);

/// The whole answer of a `--count`: the number, in JSON as `count`.
cli::Outcome print_count(const cli::Call& call, std::uint64_t count);

}  // namespace snet
