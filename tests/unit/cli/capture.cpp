#include "tests/unit/cli/capture.hpp"

#include <unistd.h>

#include <cstdio>
#include <stdexcept>

std::string captured(snet::FunctionRef<void()> print) {
    std::fflush(stdout);
    std::FILE* const stream = std::tmpfile();
    const int file = stream ? fileno(stream) : -1;
    const int stdout_before = dup(1);
    if (file < 0 || stdout_before < 0 || dup2(file, 1) < 0) throw std::runtime_error("stdout cannot be captured");
    print();
    dup2(stdout_before, 1);
    close(stdout_before);
    std::string text(static_cast<std::size_t>(lseek(file, 0, SEEK_END)), '\0');
    if (pread(file, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
        throw std::runtime_error("what was captured cannot be read");
    std::fclose(stream);
    return text;
}
