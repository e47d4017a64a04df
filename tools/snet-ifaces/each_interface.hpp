#pragma once

#include <string_view>

#include "snet/function_ref.hpp"
#include "snet/stack.hpp"
#include "tools/cli/command.hpp"
#include "tools/cli/subjects.hpp"

namespace snet {

/// The keys of our own JSON lines that name an interface.
inline constexpr std::string_view interface_keys[] = {"ifname", "dev"};

/// Calls back for every interface that the call names, as `cli::each_subject` does; for the default one if it names
/// none. `none` prints the record of a subject that failed, where each has one. What the input has at a time is
/// answered from one look at each interface.
cli::Outcome each_interface(const cli::Call& call, const Stack& stack, const InterfaceQuery& query,
                            FunctionRef<cli::Outcome(const Interface&)> answer, cli::RecordNone none,
                            FunctionRef<void()> before_wait);

}  // namespace snet
