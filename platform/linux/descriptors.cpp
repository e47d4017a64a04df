#include "platform/descriptors.hpp"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

namespace snet::platform {

namespace {

/// Holds all signals back while it lives.
class HeldSignals {
  public:
    HeldSignals() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    HeldSignals(const HeldSignals&) = delete;
    HeldSignals& operator=(const HeldSignals&) = delete;
    ~HeldSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

    const sigset_t& before() const { return before_; }

  private:
    sigset_t before_{};
};

timespec time_until(std::chrono::steady_clock::time_point deadline) {
    using namespace std::chrono;
    const auto left = std::max(deadline - steady_clock::now(), steady_clock::duration::zero());
    const auto whole = duration_cast<seconds>(left);
    return {.tv_sec = static_cast<time_t>(whole.count()),
            .tv_nsec = static_cast<long>(duration_cast<nanoseconds>(left - whole).count())};
}

}  // namespace

Result<void> wait_for(std::span<Watched> watched, Deadline deadline, FunctionRef<bool()> is_stopped) {
    std::vector<pollfd> waiting;
    waiting.reserve(watched.size());
    for (Watched& one : watched) {
        one.is_ready = false;
        waiting.push_back({one.descriptor, static_cast<short>(one.writes ? POLLOUT : POLLIN), 0});
    }
    const HeldSignals held;
    if (is_stopped()) return {};
    const timespec left = deadline ? time_until(*deadline) : timespec{};
    if (::ppoll(waiting.data(), waiting.size(), deadline ? &left : nullptr, &held.before()) < 0)
        return errno == EINTR ? Result<void>() : fail_errno("waiting for a program", errno);
    for (std::size_t i = 0; i < watched.size(); ++i)
        watched[i].is_ready = waiting[i].revents != 0;
    return {};
}

Result<std::optional<std::size_t>> read_some(int descriptor, std::span<char> buffer) {
    for (;;) {
        const ssize_t size = ::read(descriptor, buffer.data(), buffer.size());
        if (size >= 0) return static_cast<std::size_t>(size);
        if (errno == EAGAIN) return std::nullopt;
        if (errno != EINTR) return fail_errno("reading from a program", errno);
    }
}

}  // namespace snet::platform
