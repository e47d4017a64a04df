#pragma once

#include <span>
#include <string>
#include <string_view>

#include "snet/function_ref.hpp"
#include "tools/cli/command.hpp"

namespace snet::cli {

/// Whether each subject is answered by a record, also where there is nothing to tell: so that `paste` pairs them.
inline bool answers_each(const Call& call) {
    return call.is_short || call.output.format == Format::raw || call.output.format == Format::jsonl;
}

/// Whether that goes for a subject that failed so: what is not there and what is no such subject has a record too.
inline bool answers_failed(const Call& call, const Error& error) {
    return answers_each(call) && (error.kind == ErrorKind::not_found || error.kind == ErrorKind::invalid);
}

/// Prints the record of what is no subject, where each line has one; its first word is told.
using RecordNone = FunctionRef<void(std::string_view subject)>;

/// Answers every subject of the call with `answer`, in order; a lone `-` reads them from standard input, one a line.
///
/// From stdin: blank lines and `#` comments are skipped; the first word of a line is the subject; of a JSON line it is
/// the value of the verb's `subject_keys`. A subject's error is reported on stderr, for stdin with
/// its line number, and the rest goes on; the worst exit code is returned. The record of a subject that failed is
/// `answer`'s to print, `none` has those of lines that name none. `before_wait` is called before every read that may
/// block and before an error is reported, so that what is printed can be flushed.
Outcome each_subject(const Call& call, FunctionRef<Outcome(std::string_view)> answer, RecordNone none,
                     FunctionRef<void()> before_wait);

/// The same for a verb whose subjects are lines of several words or JSON objects, which it reads itself: `answer` gets
/// each of `subjects`, or each line of standard input without the blanks around it, with its number. It may put the
/// answer off, but not longer than until `before_wait`, which is also called before an error of a line is reported.
Outcome each_line(const Call& call, std::span<const std::string> subjects,
                  FunctionRef<Outcome(std::string_view line, std::size_t number)> answer, RecordNone none,
                  FunctionRef<void()> before_wait);

/// Reports an error of the line with this number, or of a subject of the command line: 0. Its exit code.
ExitCode report_subject(const Call& call, std::size_t number, const Error& error);

/// Whether the subjects are a lone `-`.
bool is_standard_input(std::span<const std::string> subjects);

}  // namespace snet::cli
