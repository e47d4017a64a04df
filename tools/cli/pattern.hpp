#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "snet/error.hpp"

namespace snet::cli {

/// A --format template in pieces: text, and then a key (empty in the last piece if the template ends in text).
struct PatternPiece {
    std::string literal;
    std::string key;
};

/// `{key}` is a column's value; `{{` and `}}` are braces; `\t`, `\n` and `\\` a tab, a newline and a backslash.
Result<std::vector<PatternPiece>> parse_pattern(std::string_view pattern);

}  // namespace snet::cli
