#pragma once

#include <unistd.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "snet/function_ref.hpp"
#include "tools/cli/output.hpp"
#include "tools/cli/safe_text.hpp"
#include "tools/cli/utf8.hpp"

/// What is printed for hostile records must be right in every format.
namespace snet::fuzz {

/// What `print` writes to stdout, whose place a file takes.
inline std::string captured(FunctionRef<void()> print) {
    static const int file = fileno(std::tmpfile());
    static const int before = dup(1);
    if (ftruncate(file, 0) != 0 || lseek(file, 0, SEEK_SET) != 0 || dup2(file, 1) != 1) std::abort();
    print();
    if (dup2(before, 1) != 1) std::abort();
    std::string text(static_cast<std::size_t>(lseek(file, 0, SEEK_END)), '\0');
    if (pread(file, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) std::abort();
    return text;
}

inline void check_json(std::string_view text) {
    if (nlohmann::json::parse(text, nullptr, false).is_discarded()) std::abort();
}

/// Nothing that a terminal obeys but line feeds and, where there are any, TABs.
inline void check_safe(std::string_view text, bool may_have_tabs) {
    while (!text.empty()) {
        const cli::CodePoint point = cli::first_code_point(text);
        const bool is_format = point.value == '\n' || (may_have_tabs && point.value == '\t');
        if (!point.valid || (cli::is_unsafe(point.value) && !is_format)) std::abort();
        text.remove_prefix(point.size);
    }
}

/// Prints a row in every format, all columns of it.
template <class Row, std::size_t n>
void check_printing(const cli::Column<Row> (&columns)[n], const Row& row) {
    cli::OutputOptions options;
    for (const cli::Column<Row>& column : columns)
        options.columns.emplace_back(column.key);
    const auto printed = [&](cli::Format format) {
        options.format = format;
        return captured([&] {
            cli::Printer<Row> printer(options, columns);
            printer.row(row);
            if (!printer.finish()) std::abort();
        });
    };
    check_json(printed(cli::Format::json));
    check_safe(printed(cli::Format::table), false);
    check_safe(printed(cli::Format::block), false);
    check_safe(printed(cli::Format::raw), true);
}

}  // namespace snet::fuzz
