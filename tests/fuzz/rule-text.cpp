// Whatever is understood as a rule is printed so that it is understood as the same rule.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "snet/rule.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const snet::Names names;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto record = snet::Rule::parse(text, snet::Family::ipv4, names);
    if (!record) return 0;
    const auto again = snet::Rule::parse(record->to_string(names, true), record->family, names);
    if (!again || !(*again == *record)) std::abort();
    return 0;
}
