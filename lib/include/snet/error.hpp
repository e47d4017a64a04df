#pragma once

#include <expected>
#include <string>
#include <vector>

/// How snet reports what went wrong.
///
/// - Something that can fail returns `Result<T>`: a value, or an `Error` whose message names its subject and can be
///   shown to a person as it is ("10.0.0.1/8: host bits are set; 10.0.0.0/8 is the prefix").
/// - Something that may find nothing returns `std::optional<T>`; where it may fail as well, `Result<std::optional<T>>`.
///   A value that could be meant, such as 0 or 0.0.0.0, never says that there is none. An empty name does where nothing
///   is called so, and index 0 where no interface has it: the member says it then.
/// - Text from outside that does not parse is an `Error`, never a guess; bytes from the kernel that do not decode are
///   skipped or an `Error`, never read past their end.
/// - No exception leaves libsnet and none crosses a C callback. Running out of memory may end the process.
/// - What only a mistake in snet's own code can bring about is an `assert`.
#pragma GCC visibility push(default)
namespace snet {

/// What kind of failure it was: what a program would branch on. A tool's exit code follows from it.
enum class ErrorKind {
    invalid,      ///< the caller's words or bytes are wrong
    not_found,    ///< asked and not there
    exists,       ///< would be there twice
    permission,   ///< the OS refuses
    unsupported,  ///< this platform or kernel cannot
    system,       ///< any other failure of the OS
};

struct Error {
    ErrorKind kind = ErrorKind::system;
    std::string message;
    std::vector<std::string> hints;  ///< what the message speaks of, a line each: the rows that come near
};

template <class T>
using Result = std::expected<T, Error>;

/// `return fail(ErrorKind::invalid, "...")` from any function that returns a Result.
std::unexpected<Error> fail(ErrorKind kind, std::string message);

/// "SUBJECT: what errno ERROR_NUMBER means"; EPERM and EACCES become `permission`, EOPNOTSUPP `unsupported`.
std::unexpected<Error> fail_errno(const std::string& subject, int error_number);

}  // namespace snet
#pragma GCC visibility pop
