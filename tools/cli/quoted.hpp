#pragma once

#include <string>
#include <string_view>

namespace snet::cli {

/// A word of the user's, as a message names it.
inline std::string quoted(std::string_view word) {
    return "'" + std::string(word) + "'";
}

}  // namespace snet::cli
