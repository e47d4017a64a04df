#pragma once

#include "snet/names.hpp"
#include "snet/stack.hpp"
#include "tools/cli/command.hpp"

namespace snet::route {

/// Answers --rpf: whether a packet from that address, which came in by the device of `iif` for an address of that
/// device, passes the kernel's reverse path check.
cli::Outcome check_reverse_path(const cli::Call& call, const Stack& stack, const Names& names);

}  // namespace snet::route
