#pragma once

#include <vector>

#include "snet/error.hpp"
#include "snet/interface_record.hpp"
#include "snet/stack.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// The addresses of the stack's file whose interface is up but has no route to their subnet, although they would bring
/// one: a file means its rows, and only the edits of interface_edit.hpp write what follows from an address.
Result<std::vector<AddressRecord>> addresses_without_route(const Stack& stack);

}  // namespace snet
#pragma GCC visibility pop
