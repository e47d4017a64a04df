#pragma once

#include <optional>
#include <string>

#include "snet/error.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// The environment variables that say where a user's stacks are.
struct StackEnvironment {
    std::optional<std::string> stack;        ///< SNET_STACK
    std::optional<std::string> folder;       ///< SNET_STACK_DIR
    std::optional<std::string> config_home;  ///< XDG_CONFIG_HOME
    std::optional<std::string> home;         ///< HOME

    static StackEnvironment current();
};

/// Where a stack's text is.
struct StackPlace {
    enum class Kind {
        named,  ///< a file among the user's stacks, or an unedited stack while there is none
        path,   ///< a file
        input,  ///< standard input
    };
    Kind kind = Kind::named;
    std::string path;  ///< `-` of standard input

    bool operator==(const StackPlace&) const = default;
};

/// Where `stack` is: `-` is standard input, a text with a `/` a path, and any other word the name of FOLDER/WORD.stack.
/// Without `stack`: SNET_STACK, else the name "default". The folder is SNET_STACK_DIR, else `snet` in XDG_CONFIG_HOME,
/// else in `.config` of HOME. A variable that is empty counts as unset, and so does one of the last two that is no
/// absolute path.
Result<StackPlace> find_stack(const std::optional<std::string>& stack,
                              const StackEnvironment& environment = StackEnvironment::current());

}  // namespace snet
#pragma GCC visibility pop
