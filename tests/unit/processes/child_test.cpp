#include "platform/child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>

#include "tests/unit/processes/shell.hpp"

using namespace snet;
using namespace snet::platform;

TEST_CASE("a program's output, errors and status are told apart") {
    const auto child = Child::start(shell("echo out; echo err >&2; exit 3"));
    REQUIRE(child);
    CHECK(read_all(child->output()) == "out\n");
    CHECK(read_all(child->errors()) == "err\n");
    const ChildEnd end = end_of(*child);
    CHECK(end.code == 3);
    CHECK_FALSE(end.by_signal);
}

TEST_CASE("a signal's number is told") {
    const auto child = Child::start(shell("kill -SEGV $$"));
    REQUIRE(child);
    const ChildEnd end = end_of(*child);
    CHECK(end.code == SIGSEGV);
    CHECK(end.by_signal);
}

TEST_CASE("words are passed as they are, by no shell") {
    const auto child = Child::start({.program = "/usr/bin/printf", .words = {"[%s]", "a b", "", "$HOME;`x`", "*"}});
    REQUIRE(child);
    CHECK(read_all(child->output()) == "[a b][][$HOME;`x`][*]");
}

TEST_CASE("a program that is not there, or is none, is an error at once") {
    const auto none = Child::start({.program = "/nonexistent/program"});
    REQUIRE_FALSE(none);
    CHECK(none.error().kind == ErrorKind::not_found);
    const auto folder = Child::start({.program = "/tmp"});
    REQUIRE_FALSE(folder);
    CHECK(folder.error().kind == ErrorKind::permission);
    const auto text = Child::start({.program = "/etc/passwd"});
    CHECK_FALSE(text);
}

TEST_CASE("nothing of ours is inherited but what is kept; standard input is empty") {
    const int secret = ::open("/dev/zero", O_RDONLY);
    const int kept = ::open("/dev/zero", O_RDONLY | O_CLOEXEC);
    REQUIRE(secret > 2);
    REQUIRE(kept > 2);
    ChildPlan plan = shell("cat; for f in /proc/self/fd/*; do [ $(readlink $f) = /dev/zero ] && echo ${f##*/}; done");
    plan.kept = {kept};
    const auto child = Child::start(plan);
    REQUIRE(child);
    CHECK(read_all(child->output()) == std::to_string(kept) + "\n");
    ::close(secret);
    ::close(kept);
}

TEST_CASE("signals that are ignored or held back here are not so there") {
    struct sigaction ignored{}, before{};
    ignored.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &ignored, &before);
    sigset_t all, mask;
    sigfillset(&all);
    ::sigprocmask(SIG_SETMASK, &all, &mask);
    const auto child = Child::start(shell("grep -E '^Sig(Blk|Ign)' /proc/self/status"));
    ::sigprocmask(SIG_SETMASK, &mask, nullptr);
    ::sigaction(SIGPIPE, &before, nullptr);
    REQUIRE(child);
    CHECK(read_all(child->output()) == "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
}

TEST_CASE("what is discarded comes nowhere") {
    ChildPlan plan = shell("at=$(readlink /proc/$$/fd/1); echo $at >&2");
    plan.has_output = false;
    const auto child = Child::start(plan);
    REQUIRE(child);
    CHECK(child->output() == -1);
    CHECK(read_all(child->errors()) == "/dev/null\n");
}

TEST_CASE("a signal reaches the whole group, and the group goes with the object") {
    auto child = Child::start(shell("sleep 60 & echo $!; trap '' TERM; wait; sleep 60"));
    REQUIRE(child);
    std::string text;
    std::array<char, 64> buffer{};
    while (text.find('\n') == std::string::npos) {
        std::array<Watched, 1> watched{{{.descriptor = child->output()}}};
        REQUIRE(wait_for(watched, std::nullopt, never));
        const auto size = read_some(child->output(), buffer);
        REQUIRE(size);
        if (*size) text.append(buffer.data(), **size);
    }
    const int grandchild = std::stoi(text);
    CHECK(::kill(grandchild, 0) == 0);
    CHECK_FALSE(child->end());
    const int leader_group = ::getpgid(grandchild);
    CHECK(leader_group != ::getpgrp());
    const auto descendants = Descendants::adopt();
    child = fail(ErrorKind::system, "gone");
    REQUIRE(descendants);
    const_cast<Descendants&>(*descendants).sweep();
    CHECK(::kill(-leader_group, 0) == -1);
    CHECK(errno == ESRCH);
}
