#pragma once

#include <cstddef>

namespace snet::platform {

/// `size` bytes, aligned for any type, that the OS is asked to back with huge pages where it can and they fill one.
/// Ends the process if there is no memory.
void* allocate_huge(std::size_t size);

/// Gives back what `allocate_huge(size)` gave.
void free_huge(void* block, std::size_t size);

}  // namespace snet::platform
