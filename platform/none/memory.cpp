#include "platform/memory.hpp"

#include <cstdlib>

namespace snet::platform {

void* allocate_huge(std::size_t size) {
    if (void* block = std::malloc(size)) return block;
    std::abort();
}

void free_huge(void* block, std::size_t) {
    std::free(block);
}

}  // namespace snet::platform
