#pragma once

#include <cstddef>
#include <string_view>

#include "snet/error.hpp"
#include "snet/function_ref.hpp"
#include "snet/stack.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// Takes this process, which must have one thread, into a new network namespace that has the tables of the stack:
/// interfaces that stand for its own, addresses, routes, rules, neighbors, the settings that look-up reads, and its
/// nameservers as /etc/resolv.conf. No privileges are needed where the system lets users have namespaces; who has none
/// is in a user namespace then, too, with his own user and group. `refused` gets a line for each row that the kernel
/// did not take; that is no error. iproute2 is run to fill the namespace; `progress` hears after each of its commands
/// how many are done, and about how many there are.
Result<void> enter_stack(const Stack& stack, FunctionRef<void(std::string_view)> refused,
                         FunctionRef<void(std::size_t done, std::size_t total)> progress);

}  // namespace snet
#pragma GCC visibility pop
