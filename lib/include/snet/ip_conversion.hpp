#pragma once

#include <string>

#include "snet/error.hpp"
#include "snet/function_ref.hpp"
#include "snet/ip_command.hpp"
#include "snet/stack.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// A step of a conversion: a command, or why there is none, or both.
struct IpStep {
    IpCommand command;   ///< empty: there is none
    std::string record;  ///< the row that it is about, as a stack's file would have it, where there is something to say
    std::string reason;  ///< what no command can do of it
};

/// Calls back for every command of iproute2 that makes the tables of `from` like those of `to`, in an order that works:
/// what goes, then links, addresses, routes as their gateways need each other, rules, neighbors. Rows that the kernel
/// adds by itself on the way are counted in. Nothing is run.
Result<void> each_ip_step(const Stack& from, const Stack& to, FunctionRef<void(const IpStep&)> step);

}  // namespace snet
#pragma GCC visibility pop
