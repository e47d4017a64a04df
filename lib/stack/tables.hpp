#pragma once

#include "platform/tables.hpp"
#include "snet/stack.hpp"

namespace snet {

/// What a stack is made of: for now the operating system's tables alone.
struct Stack::Tables {
    platform::Tables os;
};

}  // namespace snet
