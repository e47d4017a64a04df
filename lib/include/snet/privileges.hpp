#pragma once

#pragma GCC visibility push(default)
namespace snet {

/// Gives up for good all privileges that this process has. For programs that need one only to open what they work with.
void drop_privileges();

}  // namespace snet
#pragma GCC visibility pop
