// Whatever is understood as a neighbor is printed so that the same text comes of it again. (Statistics are read and not
// printed, so that it is the text that is compared.)

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "snet/neighbor.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const snet::Names names;
    const auto neighbor = snet::Neighbor::parse({reinterpret_cast<const char*>(data), size}, names);
    if (!neighbor) return 0;
    const std::string text = neighbor->to_string(names);
    const auto again = snet::Neighbor::parse(text, names);
    if (!again || again->to_string(names) != text) std::abort();
    return 0;
}
