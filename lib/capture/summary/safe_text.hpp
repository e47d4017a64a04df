#pragma once

#include <string>
#include <string_view>

namespace snet::capture {

/// Appends printable ASCII as it is, and everything else as dig and C have it: `\DDD`, three decimal digits; a
/// backslash twice.
inline void append_safe(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (c >= ' ' && c <= '~' && c != '\\') {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '\\';
        if (c == '\\') {
            out += c;
            continue;
        }
        for (const int unit : {100, 10, 1})
            out += static_cast<char>('0' + byte / unit % 10);
    }
}

}  // namespace snet::capture
