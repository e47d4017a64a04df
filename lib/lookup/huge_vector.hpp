#pragma once

#include <vector>

#include "platform/memory.hpp"

namespace snet {

/// Gives a vector's memory in blocks that the OS may back with huge pages: fewer TLB misses under random access.
template <class T>
struct HugeAllocator {
    using value_type = T;

    HugeAllocator() = default;
    template <class U>
    explicit constexpr HugeAllocator(const HugeAllocator<U>&) {}

    T* allocate(std::size_t count) { return static_cast<T*>(platform::allocate_huge(count * sizeof(T))); }
    void deallocate(T* block, std::size_t count) { platform::free_huge(block, count * sizeof(T)); }

    template <class U>
    bool operator==(const HugeAllocator<U>&) const {
        return true;
    }
};

template <class T>
using HugeVector = std::vector<T, HugeAllocator<T>>;

}  // namespace snet
