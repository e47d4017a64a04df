// Whatever is understood as a prefix has no host bits and comes back from both of its texts.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "snet/prefix.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto prefix = snet::Prefix::parse({reinterpret_cast<const char*>(data), size});
    if (!prefix) return 0;
    if (snet::Prefix::containing(prefix->address(), prefix->length()) != *prefix) std::abort();
    if (snet::Prefix::parse(prefix->to_string()) != *prefix) std::abort();
    if (snet::Prefix::parse(prefix->to_short_string()) != *prefix) std::abort();
    return 0;
}
