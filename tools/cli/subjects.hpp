#pragma once

#include <string_view>

#include "snet/function_ref.hpp"
#include "tools/cli/command.hpp"

namespace snet::cli {

/// Answers every subject of the call with `answer`, in order; a lone `-` reads them from standard input, one a line.
///
/// From stdin: blank lines and `#` comments are skipped; the first word of a line is the subject; of a JSON line it is
/// the value of the verb's `subject_keys`. A subject's error is reported on stderr, for stdin with
/// its line number, and the rest goes on; the worst exit code is returned. `before_wait` is called before every read
/// that may block, so that what is printed can be flushed.
Outcome each_subject(const Call& call, FunctionRef<Outcome(std::string_view)> answer, FunctionRef<void()> before_wait);

}  // namespace snet::cli
