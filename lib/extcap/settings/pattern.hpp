#pragma once

#include <string_view>

#include "snet/error.hpp"

namespace snet::extcap {

/// Whether a pattern of PCRE is found anywhere in the text. `invalid`: it is no pattern, or it takes too many steps or
/// too much memory to say; the message tells which, without the text, which may be a secret.
Result<bool> is_found(std::string_view pattern, std::string_view text);

/// Whether it is a pattern at all; else the message.
Result<void> check_pattern(std::string_view pattern);

}  // namespace snet::extcap
