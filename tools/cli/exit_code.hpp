#pragma once

namespace snet::cli {

/// What every tool tells its caller. Of several subjects the worst wins: success < not_found < failure.
enum class ExitCode : int {
    success = 0,        ///< asked and answered; an empty list too
    not_found = 1,      ///< asked, and there is no such thing
    failure = 2,        ///< could not ask, or could not write the answer
    not_started = 126,  ///< a command is there and could not be run, as env(1) and others tell
    no_command = 127,   ///< there is no such command
    interrupted = 130,  ///< stopped by Ctrl-C; what was there is printed
};

constexpr ExitCode worst(ExitCode a, ExitCode b) {
    return static_cast<int>(a) < static_cast<int>(b) ? b : a;
}

}  // namespace snet::cli
