#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "snet/error.hpp"
#include "snet/value.hpp"

namespace snet::cli {

/// A line of standard input without the blanks around it: empty for a blank line and a `#` comment. A NUL byte is an
/// error.
Result<std::string_view> content_of_line(std::string_view line);

/// The object of a JSON line, which `content_of_line` begins with `{`: its strings, numbers and booleans, and those of
/// the objects in it; nulls are left out. A list, or an object deeper inside, comes as an empty list.
Result<Fields> fields_of_line(std::string_view content);

/// The subject that one line of standard input names: its first word, or of a JSON object the value of the first of
/// `keys` that it has. None for a blank line and a `#` comment; `not_found` for an object with none of the keys: a
/// negative answer of the tool before.
Result<std::optional<std::string>> subject_of_line(std::string_view line, std::span<const std::string_view> keys);

}  // namespace snet::cli
