// RTA_ENCAP of the type that the first byte chooses, and its text.

#include <cstdlib>
#include <string>

#include "lib/records/encapsulation_text.hpp"
#include "tests/fuzz/message.hpp"

namespace {

std::string text_of(const snet::Encapsulation& encapsulation, const snet::Names& names) {
    std::string text;
    snet::append_encapsulation(text, encapsulation, names);
    return text + "dev v0";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace snet;
    static const Names names;
    if (size == 0) return 0;
    platform::Devices devices;
    const auto encapsulation = platform::decode_encapsulation(data[0], {data + 1, size - 1}, devices);
    if (!encapsulation) return 0;
    fuzz::check_text(
        text_of(*encapsulation, names),
        [&](const std::string& text) {
            WordReader words(text);
            if (!words.accept("encap")) std::abort();
            return parse_encapsulation(words, names);
        },
        [&](const Encapsulation& each) { return text_of(each, names); });
    return 0;
}
