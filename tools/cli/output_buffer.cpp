#include "tools/cli/output_buffer.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <utility>

namespace snet::cli {

namespace {

// Whoever started us may have SIGPIPE ignored (Python does); the end is the same.
[[noreturn]] void die_of_closed_pipe() {
    std::signal(SIGPIPE, SIG_DFL);
    std::raise(SIGPIPE);
    _exit(128 + SIGPIPE);
}

}  // namespace

int write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(descriptor, text.data(), text.size());
        if (count >= 0) {
            text.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno == EAGAIN) {
            pollfd waiting{descriptor, POLLOUT, 0};
            ::poll(&waiting, 1, -1);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

OutputBuffer::OutputBuffer(int descriptor, std::string subject)
    : bytes_(std::make_unique_for_overwrite<char[]>(capacity)),
      at_(bytes_.get()),
      end_(at_ + capacity),
      descriptor_(descriptor),
      subject_(std::move(subject)) {}

void OutputBuffer::blanks(std::size_t count) {
    while (count > 0) {
        const std::size_t some = std::min(count, capacity);
        std::memset(room(some), ' ', some);
        at_ += some;
        count -= some;
    }
}

void OutputBuffer::put_long(std::string_view text) {
    while (!text.empty()) {
        const std::size_t some = std::min(text.size(), static_cast<std::size_t>(end_ - at_));
        std::memcpy(at_, text.data(), some);
        at_ += some;
        text.remove_prefix(some);
        if (at_ == end_) drain();
    }
}

void OutputBuffer::drain() {
    if (error_ == 0) error_ = write_all(descriptor_, {bytes_.get(), at_});
    if (error_ == EPIPE) die_of_closed_pipe();
    at_ = bytes_.get();
}

Result<void> OutputBuffer::flush() {
    if (at_ != bytes_.get()) drain();
    if (error_ != 0) return fail_errno(subject_, error_);
    return {};
}

}  // namespace snet::cli
