#pragma once

#include <string>

#include "tools/cli/command.hpp"

namespace snet::cli {

/// What `TOOL --help` prints: the verbs, the common options by name, examples. At most 24 lines of 80 columns.
std::string tool_help(const Tool& tool);

/// What `TOOL VERB --help` prints: every option and column explained, one a line:
/// two blanks, `-o, --output COL,...` (without a letter: six blanks, `--name`), blanks, the text.
std::string verb_help(const Tool& tool, const Verb& verb);

}  // namespace snet::cli
