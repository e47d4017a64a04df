#pragma once

#include <cstdint>
#include <string_view>

#pragma GCC visibility push(default)
namespace snet {

/// Where a row of a stack comes from.
enum class Origin : std::uint8_t {
    os,       ///< read from the operating system just now
    stack,    ///< written by the user into the stack's file
    learned,  ///< an answer of ARP or neighbor discovery, kept by snet
    extcap,   ///< a capture plug-in's interface
};

inline constexpr std::string_view origin_words[] = {"os", "stack", "learned", "extcap"};

/// The word that tables and JSON have for it: "os".
constexpr std::string_view to_string(Origin origin) {
    return origin_words[static_cast<unsigned>(origin)];
}

}  // namespace snet
#pragma GCC visibility pop
