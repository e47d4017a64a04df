#pragma once

#include <optional>

#include "snet/stack.hpp"
#include "snet/stack_place.hpp"
#include "tools/cli/command.hpp"

namespace snet {

/// Where the stack is that a call is about. None: it is this namespace's, or that of `--netns`, without a file.
Result<std::optional<StackPlace>> stack_place(const cli::Call& call);

/// The stack that a call is about. Says on stderr that one which `--stack` names has no file yet.
Result<Stack> open_stack(const cli::Call& call);

/// The stack at a place; a named one without a file is unedited.
Result<Stack> open_stack_at(const StackPlace& place, const std::optional<std::string>& netns);

/// What the stack has to tell a person of the reading so far, on stderr. A verb calls it once, after its last read.
void report_warnings(const cli::Call& call, const Stack& stack);

}  // namespace snet
