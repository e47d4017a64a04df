#pragma once

#include <string_view>

namespace snet::extcap {

/// Whether the bytes are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF.
constexpr bool is_utf8(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    for (std::size_t i = 0; i < text.size();) {
        const unsigned first = byte(i);
        std::size_t more = 0;
        if (first < 0x80)
            more = 0;
        else if (first >= 0xc2 && first < 0xe0)
            more = 1;
        else if (first >= 0xe0 && first < 0xf0)
            more = 2;
        else if (first >= 0xf0 && first < 0xf5)
            more = 3;
        else
            return false;
        for (std::size_t j = 1; j <= more; ++j)
            if ((byte(i + j) & 0xc0) != 0x80) return false;
        const unsigned second = byte(i + 1);
        if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second >= 0xa0) || (first == 0xf0 && second < 0x90) ||
            (first == 0xf4 && second >= 0x90))
            return false;
        i += 1 + more;
    }
    return true;
}

}  // namespace snet::extcap
