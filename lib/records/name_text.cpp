#include "lib/records/name_text.hpp"

#include <algorithm>

namespace snet {

namespace {

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

}  // namespace

bool is_interface_name(std::string_view word) {
    constexpr std::size_t max_size = 127;  // ALTIFNAMSIZ of linux/if.h, without the NUL
    const auto is_bad = [](char c) { return is_control(c) || c == ' ' || c == '/'; };
    return !word.empty() && word.size() <= max_size && std::ranges::none_of(word, is_bad);
}

bool is_domain_name(std::string_view word) {
    if (word == ".") return true;
    if (word.ends_with('.')) word.remove_suffix(1);
    if (word.empty() || word.size() > 253 || std::ranges::any_of(word, is_control)) return false;
    for (bool more = true; more;) {
        const std::size_t dot = word.find('.');
        const std::size_t size = std::min(dot, word.size());
        if (size == 0 || size > 63) return false;
        more = dot != word.npos;
        if (more) word.remove_prefix(dot + 1);
    }
    return true;
}

}  // namespace snet
