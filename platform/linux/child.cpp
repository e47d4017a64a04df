#include "platform/child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <span>

#include "platform/linux/descriptor.hpp"

namespace snet::platform {

namespace {

constexpr int first_own = 3;  // the descriptors before it are the standard streams

struct Pipe {
    Descriptor reads;
    Descriptor writes;

    static Result<Pipe> open() {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) return fail_errno("a pipe", errno);
        return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
    }
};

/// What the new process needs, made before it is: there it may not allocate.
struct Start {
    const char* program = nullptr;
    std::vector<char*> words;
    std::span<const int> kept;
    pid_t parent = 0;
    Descriptor null;
    Pipe output, errors;  // without descriptors: discarded
    Pipe failure;         // has the reason if the program cannot be run
};

Result<Start> prepare(const ChildPlan& plan) {
    Start start;
    start.program = plan.program.c_str();
    start.words.push_back(const_cast<char*>(start.program));
    for (const std::string& word : plan.words)
        start.words.push_back(const_cast<char*>(word.c_str()));
    start.words.push_back(nullptr);
    start.kept = plan.kept;
    start.parent = ::getpid();
    start.null = Descriptor(::open("/dev/null", O_RDWR | O_CLOEXEC));
    if (!start.null) return fail_errno("/dev/null", errno);
    const auto open = [](Pipe& pipe) {
        auto opened = Pipe::open();
        if (!opened) return Result<void>(std::unexpected(std::move(opened.error())));
        pipe = std::move(*opened);
        return Result<void>();
    };
    auto opened = open(start.failure);
    if (opened && plan.has_output) opened = open(start.output);
    if (opened && plan.has_errors) opened = open(start.errors);
    if (!opened) return std::unexpected(std::move(opened.error()));
    return start;
}

/// An ignored signal stays so across execve; handlers do not.
void reset_signals() {
    struct sigaction usual{};
    usual.sa_handler = SIG_DFL;
    for (int number = 1; number < NSIG; ++number)
        ::sigaction(number, &usual, nullptr);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

void set_streams(const Start& start) {
    const int null = start.null.number();
    ::dup2(null, STDIN_FILENO);
    ::dup2(start.output.writes ? start.output.writes.number() : null, STDOUT_FILENO);
    ::dup2(start.errors.writes ? start.errors.writes.number() : null, STDERR_FILENO);
    ::close_range(first_own, ~0U, CLOSE_RANGE_CLOEXEC);
    for (const int kept : start.kept)
        if (kept >= first_own) ::fcntl(kept, F_SETFD, 0);
}

/// In the new process, where only calls that are safe in a signal handler may be made: another thread may have held a
/// lock when it was forked.
[[noreturn]] void become(const Start& start) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != start.parent) ::_exit(1);  // it ended before the line above
    set_streams(start);
    reset_signals();
    ::execv(start.program, start.words.data());
    const int reason = errno;
    while (::write(start.failure.writes.number(), &reason, sizeof reason) < 0 && errno == EINTR) {
    }
    ::_exit(127);
}

/// Zero as soon as the program runs, else why it does not.
int reason_of_failure(const Start& start) {
    int reason = 0;
    ssize_t size = 0;
    do {
        size = ::read(start.failure.reads.number(), &reason, sizeof reason);
    } while (size < 0 && errno == EINTR);
    return size == sizeof reason ? reason : 0;
}

std::unexpected<Error> not_started(const std::string& program, int reason) {
    if (reason == ENOENT || reason == ENOTDIR)
        // Of a script it may be the interpreter that is not there.
        return fail(ErrorKind::not_found,
                    program + (::access(program.c_str(), F_OK) == 0 ? ": its interpreter or loader does not exist"
                                                                    : ": no such program"));
    if (reason == ENOEXEC) return fail(ErrorKind::invalid, program + ": neither a program nor a script with a #! line");
    return fail_errno(program, reason);
}

int number_of(Signal signal) {
    switch (signal) {
        case Signal::interrupt:
            return SIGINT;
        case Signal::terminate:
            return SIGTERM;
        case Signal::kill:
            break;
    }
    return SIGKILL;
}

}  // namespace

struct Child::Os {
    pid_t id = -1;
    Descriptor ending, output, errors;

    Os() = default;
    Os(const Os&) = delete;
    Os& operator=(const Os&) = delete;

    // The group goes before its leader is reaped: until then no other can have its number.
    ~Os() {
        if (id < 0) return;
        ::kill(-id, SIGKILL);
        ::kill(id, SIGKILL);
        while (::waitpid(id, nullptr, 0) < 0 && errno == EINTR) {
        }
    }

    /// Our end of a stream, which never blocks.
    static void take(Pipe& pipe, Descriptor& to) {
        if (!pipe.reads) return;
        ::fcntl(pipe.reads.number(), F_SETFL, O_NONBLOCK);
        to = std::move(pipe.reads);
        pipe.writes = Descriptor();
    }
};

Result<Child> Child::start(const ChildPlan& plan) {
    auto start = prepare(plan);
    if (!start) return std::unexpected(std::move(start.error()));
    auto os = std::make_unique<Os>();
    const pid_t id = ::fork();
    if (id < 0) return fail_errno(plan.program, errno);
    if (id == 0) become(*start);
    os->id = id;
    ::setpgid(id, id);  // here too: who sends a signal at once must find the group
    // By its number: glibc 2.36 declares pidfd_open for C only.
    os->ending = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, id, 0)));
    if (!os->ending) return fail_errno(plan.program, errno);
    Os::take(start->output, os->output);
    Os::take(start->errors, os->errors);
    start->failure.writes = Descriptor();
    if (const int reason = reason_of_failure(*start)) return not_started(plan.program, reason);
    return Child(std::move(os));
}

Child::Child(std::unique_ptr<Os> os) : os_(std::move(os)) {}
Child::Child(Child&&) noexcept = default;
Child& Child::operator=(Child&&) noexcept = default;
Child::~Child() = default;

int Child::ending() const {
    return os_->ending.number();
}

int Child::output() const {
    return os_->output.number();
}

int Child::errors() const {
    return os_->errors.number();
}

void Child::close_output() {
    os_->output = Descriptor();
}

void Child::close_errors() {
    os_->errors = Descriptor();
}

std::optional<ChildEnd> Child::end() const {
    siginfo_t info{};
    if (::waitid(P_PID, static_cast<id_t>(os_->id), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0)
        return std::nullopt;
    return ChildEnd{info.si_status, info.si_code != CLD_EXITED};
}

void Child::send(Signal signal) {
    ::kill(-os_->id, number_of(signal));
}

}  // namespace snet::platform
