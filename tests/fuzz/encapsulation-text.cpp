// Whatever is understood as an encapsulation is printed so that it is understood as the same encapsulation.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "lib/records/encapsulation_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const snet::Names names;
    snet::WordReader words({reinterpret_cast<const char*>(data), size});
    const auto read = snet::parse_encapsulation(words, names);
    if (!read) return 0;
    std::string text;
    snet::append_encapsulation(text, *read, names);
    text += "dev v0";
    snet::WordReader again(text);
    if (!again.accept("encap")) std::abort();
    const auto same = snet::parse_encapsulation(again, names);
    if (!same || !(*same == *read)) std::abort();
    return 0;
}
