#pragma once

#include <span>
#include <string>
#include <string_view>

#include "tools/cli/command_line.hpp"

namespace snet::cli {

/// An option that the verbs of all tools share: which of them take it, and what it sets.
struct CommonOption {
    Option option;
    bool (*applies)(const Verb&);
    Result<void> (*set)(CommandLine& line, const Option& option, std::string_view value);
};

/// In the order of the help.
std::span<const CommonOption> common_options();

/// As messages name it: "--json", "-4".
std::string spelled(const Option& option);

}  // namespace snet::cli
