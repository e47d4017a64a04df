#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <string>
#include <string_view>

#include "platform/child.hpp"
#include "platform/linux/descriptor.hpp"

namespace snet::platform {

namespace {

// Who forks as fast as it is killed is not waited for any longer.
constexpr std::chrono::seconds longest_sweep{2};

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

std::string text_of(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    std::string text(4096, '\0');
    const ssize_t size = file ? ::read(file.number(), text.data(), text.size()) : 0;
    text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return text;
}

/// The parent in a line of /proc/PID/stat: behind the name, which may have blanks and parentheses, and the state.
pid_t parent_in(std::string_view line) {
    const std::size_t name_end = line.rfind(") ");
    pid_t parent = 0;
    if (name_end == line.npos || name_end + 4 > line.size()) return parent;
    std::from_chars(line.data() + name_end + 4, line.data() + line.size(), parent);
    return parent;
}

/// All our children. /proc/self/task/*/children would be shorter, but not every kernel has it.
std::vector<pid_t> children() {
    std::vector<pid_t> found;
    const std::unique_ptr<DIR, CloseFolder> folder(::opendir("/proc"));
    const pid_t self = ::getpid();
    while (const dirent* const entry = folder ? ::readdir(folder.get()) : nullptr) {
        const std::string_view name = entry->d_name;
        pid_t id = 0;
        if (std::from_chars(name.data(), name.data() + name.size(), id).ec != std::errc()) continue;
        if (parent_in(text_of("/proc/" + std::string(name) + "/stat")) == self) found.push_back(id);
    }
    std::ranges::sort(found);
    return found;
}

/// Whether there is any child to be asked about: one look instead of one at every process.
bool has_children() {
    siginfo_t info{};
    return ::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0;
}

}  // namespace

struct Descendants::Os {
    int was_reaper = 0;
    std::vector<pid_t> before;  // children that are none of our business, ascending

    ~Os() {
        sweep();
        ::prctl(PR_SET_CHILD_SUBREAPER, was_reaper);
    }

    /// Those of a killed process come to us, so that the next round finds them.
    void sweep() const {
        const auto deadline = std::chrono::steady_clock::now() + longest_sweep;
        while (has_children() && std::chrono::steady_clock::now() < deadline) {
            bool any = false;
            for (const pid_t id : children()) {
                if (std::ranges::binary_search(before, id)) continue;
                any = true;
                ::kill(id, SIGKILL);
                while (::waitpid(id, nullptr, 0) < 0 && errno == EINTR) {
                }
            }
            if (!any) return;
        }
    }
};

Result<Descendants> Descendants::adopt() {
    auto os = std::make_unique<Os>();
    if (has_children()) os->before = children();
    if (::prctl(PR_GET_CHILD_SUBREAPER, &os->was_reaper) != 0 || ::prctl(PR_SET_CHILD_SUBREAPER, 1) != 0)
        return fail_errno("the descendants of this process", errno);
    return Descendants(std::move(os));
}

void Descendants::sweep() {
    os_->sweep();
}

Descendants::Descendants(std::unique_ptr<Os> os) : os_(std::move(os)) {}
Descendants::Descendants(Descendants&&) noexcept = default;
Descendants& Descendants::operator=(Descendants&&) noexcept = default;
Descendants::~Descendants() = default;

}  // namespace snet::platform
