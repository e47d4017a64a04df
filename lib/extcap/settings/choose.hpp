#pragma once

#include <string>
#include <string_view>

#include "snet/error.hpp"
#include "snet/extcap/option.hpp"

namespace snet::extcap {

/// The value of the choice that a text names by its value, or by its display where no other has it. `invalid` lists
/// what there is.
Result<std::string> choose(const Option& option, std::string_view text);

/// The values that a list of them names, separated by commas, in the order of the option's tree, each once.
Result<std::string> choose_several(const Option& option, std::string_view list);

/// The choices as a tree is read: each behind the one above it. What has no parent, or one that is not there or leads
/// in a circle, stands at the top.
std::vector<const Choice*> in_tree_order(const Option& option);

}  // namespace snet::extcap
