#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <optional>

#include "platform/child.hpp"
#include "tests/unit/processes/shell.hpp"

using namespace snet;
using namespace snet::platform;

namespace {

/// The number of a process that has left its group and session and whose parent has ended.
int run_daemon() {
    // The daemon holds none of our pipes open.
    const auto child = Child::start(shell("setsid sh -c 'sleep 60 >/dev/null 2>&1 & echo $!' & wait"));
    REQUIRE(child);
    return std::stoi(read_all(child->output()));
}

}  // namespace

TEST_CASE("a daemon is swept, with a session of its own too") {
    auto descendants = Descendants::adopt();
    REQUIRE(descendants);
    const int daemon = run_daemon();
    CHECK(::kill(daemon, 0) == 0);
    descendants->sweep();
    CHECK(::kill(daemon, 0) == -1);
    CHECK(errno == ESRCH);
}

TEST_CASE("children from before are none of its business") {
    const pid_t own = ::fork();
    if (own == 0) {
        ::pause();
        ::_exit(0);
    }
    {
        auto descendants = Descendants::adopt();
        REQUIRE(descendants);
        const int daemon = run_daemon();
        descendants->sweep();
        CHECK(::kill(daemon, 0) == -1);
    }
    CHECK(::waitpid(own, nullptr, WNOHANG) == 0);
    ::kill(own, SIGKILL);
    CHECK(::waitpid(own, nullptr, 0) == own);
}
