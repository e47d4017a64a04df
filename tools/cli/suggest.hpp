#pragma once

#include <span>
#include <string>
#include <string_view>

namespace snet::cli {

/// "; did you mean 'list'?" for the candidate that is a typing slip away from `word`, else nothing.
std::string suggestion(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace snet::cli
