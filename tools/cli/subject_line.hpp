#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "snet/error.hpp"

namespace snet::cli {

/// The subject that one line of standard input names: its first word, or of a JSON object the value of the first of
/// `keys` that it has. None for a blank line and a `#` comment.
Result<std::optional<std::string>> subject_of_line(std::string_view line, std::span<const std::string_view> keys);

}  // namespace snet::cli
