#pragma once

#include <optional>
#include <string>
#include <vector>

#include "snet/extcap/plugin.hpp"

#pragma GCC visibility push(default)
namespace snet::extcap {

/// A word of a command line.
struct CommandWord {
    std::string text;
    bool is_secret = false;  ///< never printed

    bool operator==(const CommandWord&) const = default;
};

/// What it takes to run a capture, but for the paths that only the run itself has.
struct CapturePlan {
    std::string program;               ///< its path
    std::string interface;             ///< the interface's value
    std::vector<CommandWord> options;  ///< of the plug-in, converted: its call, or call and value, one after another
    std::vector<Control> controls;     ///< that the plug-in has; empty: it takes no control pipes
};

/// What the program is to read from and write to.
struct CapturePaths {
    std::string fifo;
    std::optional<std::string> control_out;  ///< where the plug-in writes to
    std::optional<std::string> control_in;   ///< where it reads from
};

/// The words behind the program's name: `--capture --extcap-interface I [--extcap-capture-filter F] --fifo PATH
/// [--extcap-control-out P --extcap-control-in P] [CALL [VALUE]]...`
std::vector<CommandWord> capture_words(const CapturePlan& plan, const CapturePaths& paths,
                                       const std::optional<std::string>& filter);

/// The command as a shell would read it, in one line; `***` stands for a secret.
std::string printed_command(const std::string& program, const std::vector<CommandWord>& words);

}  // namespace snet::extcap
#pragma GCC visibility pop
