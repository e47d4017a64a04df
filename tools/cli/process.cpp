#include "tools/cli/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string_view>

#include "tools/cli/exit_code.hpp"
#include "tools/cli/output_buffer.hpp"

namespace snet::cli {
namespace {

volatile sig_atomic_t interrupts = 0;

extern "C" void note_interrupt(int) {
    interrupts = 1;
}

extern "C" void end_at_interrupt(int) {
    _exit(static_cast<int>(ExitCode::interrupted));
}

bool ignores_interrupts() {
    struct sigaction present{};
    return sigaction(SIGINT, nullptr, &present) == 0 && present.sa_handler == SIG_IGN;
}

}  // namespace

bool interrupted() {
    return interrupts != 0;
}

void watch_interrupts() {
    if (ignores_interrupts()) return;
    struct sigaction action{};
    action.sa_handler = note_interrupt;
    action.sa_flags = static_cast<int>(SA_RESETHAND);  // without SA_RESTART: a blocked read returns
    sigaction(SIGINT, &action, nullptr);
}

QuickInterrupts::QuickInterrupts() {
    if (ignores_interrupts() || interrupted()) return;
    struct sigaction action{};
    action.sa_handler = end_at_interrupt;
    sigaction(SIGINT, &action, nullptr);
}

QuickInterrupts::~QuickInterrupts() {
    if (!interrupted()) watch_interrupts();
}

bool wait_to_read(int descriptor, FunctionRef<void()> before) {
    pollfd waiting{descriptor, POLLIN, 0};
    if (!interrupted() && poll(&waiting, 1, 0) == 0) before();
    // Ctrl-C between the question and the wait would be slept through; it may come during the wait only.
    sigset_t interrupt;
    sigset_t outside;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    sigprocmask(SIG_BLOCK, &interrupt, &outside);
    int ready = 0;
    do {
        ready = interrupted() ? 0 : ppoll(&waiting, 1, nullptr, &outside);
    } while (ready == -1 && errno == EINTR);
    sigprocmask(SIG_SETMASK, &outside, nullptr);
    return ready > 0;
}

void fill_standard_streams() {
    // The lowest free number is the one that is closed. Stdin for writing and the others for reading: using them fails.
    for (int descriptor = 0; descriptor <= 2; ++descriptor)
        if (fcntl(descriptor, F_GETFD) == -1) open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
}

namespace {

// execvp(3) tells of the folders in PATH that nobody may look into, be the program there or not.
bool is_in_path(const std::string& program) {
    if (program.contains('/')) return access(program.c_str(), F_OK) == 0 || errno == EACCES;
    const char* const path = std::getenv("PATH");
    std::string_view folders = path != nullptr ? path : "/bin:/usr/bin";
    while (true) {
        const std::string folder(folders.substr(0, folders.find(':')));
        struct stat file{};
        if (stat(((folder.empty() ? "." : folder) + '/' + program).c_str(), &file) == 0 && S_ISREG(file.st_mode))
            return true;
        if (folder.size() == folders.size()) return false;
        folders.remove_prefix(folder.size() + 1);
    }
}

}  // namespace

Error become_command(const std::vector<std::string>& words) {
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (const std::string& word : words)
        pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    execvp(pointers.front(), pointers.data());
    const int failure = errno;
    const bool may_be_missing = failure == ENOENT || failure == ENOTDIR || failure == EACCES;
    if (may_be_missing && !is_in_path(words.front()))
        return {ErrorKind::not_found, words.front() + ": no such command", {}};
    return fail_errno(words.front(), failure).error();
}

Result<int> run_command(const std::vector<std::string>& words) {
    struct sigaction ignored{};
    struct sigaction before{};
    ignored.sa_handler = SIG_IGN;
    sigaction(SIGINT, &ignored, &before);
    const pid_t child = fork();
    if (child == 0) {
        sigaction(SIGINT, &before, nullptr);
        const Error error = become_command(words);
        write_all(2, error.message + "\n");
        _exit(127);
    }
    int status = 0;
    int waited = child;
    while (child > 0 && (waited = waitpid(child, &status, 0)) < 0 && errno == EINTR)
        continue;
    const int failure = errno;
    sigaction(SIGINT, &before, nullptr);
    if (waited < 0) return fail_errno(words.front(), failure);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

bool is_terminal(int descriptor) {
    return isatty(descriptor) == 1;
}

unsigned terminal_width() {
    winsize size{};
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace snet::cli
