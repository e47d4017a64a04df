#pragma once

#include "snet/lookup.hpp"
#include "tools/cli/command.hpp"

namespace snet::route {

/// Who answers: the kernel, our own look-up in the tables, each of them, or whoever is quicker. For an answer it makes
/// no difference.
enum class Engine { quicker, kernel, own, both };

/// What --engine says.
Result<Engine> engine_of(const cli::Call& call);

/// The kernel's answer, which must be there.
Result<Answer> kernel_answer(const Stack& stack, const Flow& flow);

/// An error that tells both answers, where the kernel gives one and it is not this. Of several ways out it may take
/// any.
Result<void> check_against_kernel(const Stack& stack, const Flow& flow, const Answer& answer);

}  // namespace snet::route
