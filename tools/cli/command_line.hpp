#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "tools/cli/command.hpp"

namespace snet::cli {

/// What a command line asks for: a verb's answer, or a text about the tool.
struct CommandLine {
    enum class Wants { answer, tool_help, verb_help, version };
    Wants wants = Wants::answer;
    Call call;
    std::string color;             ///< of --color; empty: not given
    std::optional<Format> format;  ///< of --json and the other formats; none: not given
};

/// Reads the words after the tool's name. Every error is `invalid` and says what would be right; its hint is the
/// command whose help has more. Of an option that is given several times the last counts.
Result<CommandLine> read_command_line(const Tool& tool, std::span<const std::string_view> words);

}  // namespace snet::cli
