#pragma once

#include <string>

#include "snet/function_ref.hpp"
#include "snet/stack.hpp"
#include "tools/cli/command.hpp"

namespace snet {

/// Calls back for every interface that the call names, as `cli::each_subject` does; for the default one if it names
/// none. With --short, which answers each subject with a line, one that is not there is an interface without anything.
cli::Outcome each_interface(const cli::Call& call, const Stack& stack, const InterfaceQuery& query,
                            FunctionRef<cli::Outcome(const Interface&)> answer, FunctionRef<void()> before_wait);

}  // namespace snet
