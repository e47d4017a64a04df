#pragma once

#include "snet/stack.hpp"
#include "tools/cli/command.hpp"

namespace snet {

/// The stack that a call is about: this network namespace's, or that of `--netns`.
Result<Stack> open_stack(const cli::Call& call);

/// What the stack has to tell a person of the reading so far, on stderr. A verb calls it once, after its last read.
void report_warnings(const cli::Call& call, const Stack& stack);

}  // namespace snet
