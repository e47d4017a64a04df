#pragma once

#include <span>

#include "tools/cli/command.hpp"

namespace snet::cli {

/// The options that every verb of every tool takes, in the order of the help. `--short` and `-4`, `-6` only where the
/// verb says so, `-o` and `--format` only where it has columns.
std::span<const Option> common_options();

/// Whether `option`, one of the common ones, holds for the verb.
bool applies(const Option& option, const Verb& verb);

}  // namespace snet::cli
