#include "platform/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>

#include "platform/linux/descriptor.hpp"

namespace snet::platform {

namespace {

// Where an ordinary user's PATH may not lead.
constexpr const char* system_folders[] = {"/usr/sbin/", "/sbin/", "/usr/bin/", "/bin/"};

/// The words as execve wants them.
std::vector<char*> pointers_to(const std::vector<std::string>& words) {
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (const std::string& word : words)
        pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

/// Two ends of a stream; a socket, since writing to one that is closed need not end the process.
struct Stream {
    Descriptor here;
    Descriptor there;

    static Result<Stream> open() {
        std::array<int, 2> ends{};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
            return fail_errno("a pair of sockets", errno);
        return Stream{Descriptor(ends[0]), Descriptor(ends[1])};
    }
};

[[noreturn]] void start_filter(const std::vector<char*>& pointers, const Stream& input, const Stream& errors) {
    ::dup2(input.there.number(), STDIN_FILENO);
    ::dup2(errors.there.number(), STDERR_FILENO);
    ::execvp(pointers.front(), pointers.data());
    const std::string name = pointers.front();
    for (const char* const folder : system_folders)
        ::execv((folder + name).c_str(), pointers.data());
    ::_exit(127);
}

/// Feeds a filter and takes its errors by turns, so that neither waits for the other.
class Exchange {
  public:
    Exchange(Descriptor input, FunctionRef<std::optional<std::string_view>()> next, Descriptor errors,
             FunctionRef<void(std::string_view)> error_line)
        : input_(std::move(input)), next_(next), errors_(std::move(errors)), error_line_(error_line) {}

    void to_the_end() {
        bool more = true;
        while (more) {
            std::array<pollfd, 2> waiting{{{errors_.number(), POLLIN, 0}, {input_.number(), POLLOUT, 0}}};
            if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) return;
            if (waiting[1].revents != 0) feed();
            if (waiting[0].revents != 0) more = take();
        }
        if (!line_.empty()) error_line_(line_);
    }

  private:
    void feed() {
        if (piece_.empty()) {
            const auto next = next_();
            // A descriptor of -1 is waited for no longer.
            if (!next) return void(input_ = Descriptor());
            piece_ = *next;
        }
        const ssize_t size = ::send(input_.number(), piece_.data(), piece_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (size >= 0) return piece_.remove_prefix(static_cast<std::size_t>(size));
        if (errno != EINTR && errno != EAGAIN) input_ = Descriptor();
    }

    /// False at the end.
    bool take() {
        const ssize_t size = ::read(errors_.number(), buffer_.data(), buffer_.size());
        if (size < 0) return errno == EINTR;
        for (const char c : std::string_view(buffer_.data(), static_cast<std::size_t>(size))) {
            if (c != '\n') {
                line_ += c;
                continue;
            }
            error_line_(line_);
            line_.clear();
        }
        return size > 0;
    }

    Descriptor input_;
    FunctionRef<std::optional<std::string_view>()> next_;
    Descriptor errors_;
    FunctionRef<void(std::string_view)> error_line_;
    std::string_view piece_;
    std::string line_;
    std::array<char, 65536> buffer_{};
};

Result<int> wait_for(pid_t child, const std::string& name) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return fail_errno(name, errno);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

Result<int> run(const std::vector<std::string>& words, FunctionRef<std::optional<std::string_view>()> next,
                FunctionRef<void(std::string_view)> error_line) {
    auto input = Stream::open();
    if (!input) return std::unexpected(input.error());
    auto errors = Stream::open();
    if (!errors) return std::unexpected(errors.error());
    const std::vector<char*> pointers = pointers_to(words);
    const pid_t child = ::fork();
    if (child < 0) return fail_errno(words.front(), errno);
    if (child == 0) start_filter(pointers, *input, *errors);
    input->there = Descriptor();
    errors->there = Descriptor();
    Exchange(std::move(input->here), next, std::move(errors->here), error_line).to_the_end();
    auto status = wait_for(child, words.front());
    if (status && *status == 127) return fail(ErrorKind::not_found, words.front() + ": no such program");
    return status;
}

}  // namespace snet::platform
