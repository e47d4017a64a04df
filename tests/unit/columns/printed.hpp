#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "tools/cli/output.hpp"

/// What a Printer writes to stdout for these rows.
template <class Row, std::size_t n>
std::string printed(const snet::cli::OutputOptions& options, const snet::cli::Column<Row> (&columns)[n],
                    const std::vector<Row>& rows) {
    const int file = memfd_create("printed", MFD_CLOEXEC);
    const int stdout_before = dup(1);
    if (file < 0 || stdout_before < 0 || dup2(file, 1) < 0) throw std::runtime_error("stdout cannot be captured");
    snet::cli::Printer<Row> printer(options, columns);
    for (const Row& row : rows)
        printer.row(row);
    const auto finished = printer.finish();
    dup2(stdout_before, 1);
    close(stdout_before);
    std::string text(static_cast<std::size_t>(lseek(file, 0, SEEK_END)), '\0');
    if (!finished || pread(file, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
        throw std::runtime_error("what was printed cannot be read");
    close(file);
    return text;
}
