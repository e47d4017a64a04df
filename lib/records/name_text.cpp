#include "lib/records/name_text.hpp"

#include <algorithm>

#include "lib/values/text_parts.hpp"

namespace snet {

namespace {

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

// IFNAMSIZ and ALTIFNAMSIZ of linux/if.h without the NUL.
constexpr std::size_t max_name = 15, max_alternative = 127;

}  // namespace

bool is_alternative_name(std::string_view word) {
    const auto is_bad = [](char c) { return is_control(c) || c == ' ' || c == '/'; };
    return !word.empty() && word.size() <= max_alternative && std::ranges::none_of(word, is_bad);
}

bool is_device_word(std::string_view word) {
    return is_alternative_name(word) && !word.contains(':') && word != "." && word != "..";
}

bool is_interface_name(std::string_view word) {
    // The last are what the kernel's settings of all interfaces are called.
    return is_device_word(word) && word.size() <= max_name && word != "all" && word != "default";
}

bool is_domain_name(std::string_view word) {
    if (word == ".") return true;
    if (word.ends_with('.')) word.remove_suffix(1);
    if (word.empty() || word.size() > 253 || std::ranges::any_of(word, is_control)) return false;
    return std::ranges::all_of(split(word, '.'),
                               [](std::string_view label) { return !label.empty() && label.size() <= 63; });
}

}  // namespace snet
