// Runs commands in turn, output to /dev/null, and prints for every run: which command, wall seconds, user seconds,
// system seconds, peak KiB. A small program of its own, because the peak of a child counts what it was forked from.
//
//     bench-measure ROUNDS COMMAND... [-- COMMAND...]...
//
// The last two words of a command may be `<` and a file: its standard input.

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <vector>

extern char** environ;

namespace {

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

struct Command {
    char** words;
    const char* input = "/dev/null";
};

bool measure(std::size_t which, const Command& what) {
    char** const command = what.words;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, what.input, O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    const auto start = std::chrono::steady_clock::now();
    pid_t child = 0;
    const int failed = posix_spawnp(&child, command[0], &actions, nullptr, command, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) return std::fprintf(stderr, "%s: %s\n", command[0], std::strerror(failed)), false;
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    if (status != 0) return std::fprintf(stderr, "%s: failed\n", command[0]), false;
    std::printf("%zu %.6f %.6f %.6f %ld\n", which, wall.count(), seconds(usage.ru_utime), seconds(usage.ru_stime),
                usage.ru_maxrss);
    return true;
}

/// The commands between the `--`; each ends where argv's word was replaced by a null pointer.
std::vector<Command> split(int argc, char** argv) {
    std::vector<Command> commands{{argv + 2}};
    for (int i = 2; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "<" && i + 1 < argc) {
            argv[i] = nullptr;
            commands.back().input = argv[++i];
        } else if (word == "--") {
            argv[i] = nullptr;
            commands.push_back({argv + i + 1});
        }
    }
    return commands;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return std::fprintf(stderr, "usage: bench-measure ROUNDS COMMAND... [-- COMMAND...]...\n"), 2;
    const auto commands = split(argc, argv);
    for (int round = std::atoi(argv[1]); round > 0; --round)
        for (std::size_t i = 0; i < commands.size(); ++i)
            if (!measure(i, commands[i])) return 2;
    return 0;
}
