#include "snet/error.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

namespace snet {
namespace {

// strerror_r comes in two shapes, POSIX's that returns a status and GNU's that returns the text: overloads take either.
[[maybe_unused]] const char* errno_text(int status, const char* buffer) {
    return status == 0 ? buffer : "unknown error";
}

[[maybe_unused]] const char* errno_text(const char* text, const char*) {
    return text;
}

ErrorKind kind_of(int error_number) {
    switch (error_number) {
        case EPERM:
        case EACCES:
            return ErrorKind::permission;
        case EOPNOTSUPP:
        case ENOSYS:
        case EAFNOSUPPORT:
        case EPROTONOSUPPORT:
            return ErrorKind::unsupported;
        default:
            return ErrorKind::system;
    }
}

}  // namespace

std::unexpected<Error> fail(ErrorKind kind, std::string message) {
    return std::unexpected(Error{kind, std::move(message)});
}

std::unexpected<Error> fail_errno(const std::string& subject, int error_number) {
    char buffer[256] = "";
    const char* text = errno_text(strerror_r(error_number, buffer, sizeof buffer), buffer);
    return fail(kind_of(error_number), subject + ": " + text);
}

}  // namespace snet
