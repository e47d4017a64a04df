#pragma once

#include <string>
#include <string_view>

#include "snet/error.hpp"
#include "snet/row_edit.hpp"

/// Edits of a stack's policy rules, held to what Linux would do with the same words.
#pragma GCC visibility push(default)
namespace snet {

/// The rule that `ip rule add` would make of the words of a record (`rule from 10.9.0.0/24 lookup 100`) where these are
/// the rules of its family: one without a priority comes before the second of them. `invalid` for one that the kernel
/// refuses, `exists` for one that it takes for another of the same priority.
Result<Rule> rule_to_add(std::string_view words, const Stack& stack, const Names& names);

/// The text with that rule, and with the kernel's own rules of the family where the stack had them only because it had
/// no others.
Result<std::string> put_rule(std::string_view text, std::string_view words, const EditScope& scope);

/// The text without the rules that have all of the words, as `remove_rows`. `invalid` for the last of a family: without
/// any, a stack has the kernel's own.
Result<Removal> remove_rules(std::string_view text, std::string_view words, bool all, const EditScope& scope);

}  // namespace snet
#pragma GCC visibility pop
