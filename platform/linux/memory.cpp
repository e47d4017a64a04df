#include "platform/memory.hpp"

#include <sys/mman.h>

#include <cstdlib>

namespace snet::platform {
namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20;

std::size_t rounded(std::size_t size) {
    return size < huge_page ? size : (size + huge_page - 1) / huge_page * huge_page;
}

}  // namespace

void* allocate_huge(std::size_t size) {
    if (size < huge_page) {
        if (void* block = std::malloc(size)) return block;
        std::abort();
    }
    void* block = std::aligned_alloc(huge_page, rounded(size));
    if (!block) std::abort();
    madvise(block, rounded(size), MADV_HUGEPAGE);  // a wish: small pages do as well
    return block;
}

void free_huge(void* block, std::size_t) {
    std::free(block);
}

}  // namespace snet::platform
