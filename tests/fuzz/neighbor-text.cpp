// Whatever is understood as a neighbor is printed so that the same text comes of it again. (Statistics are read and not
// printed, so that it is the text that is compared.)

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "snet/neighbor.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto neighbor = snet::Neighbor::parse({reinterpret_cast<const char*>(data), size});
    if (!neighbor) return 0;
    const std::string text = neighbor->to_string();
    const auto again = snet::Neighbor::parse(text);
    if (!again || again->to_string() != text) std::abort();
    return 0;
}
