#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/cli/command.hpp"

/// A tool with one of everything, for the tests: in-process, and as a program of its own (toy.cpp).
namespace toy {

struct Row {
    std::string name;
    std::optional<std::uint64_t> mtu = std::nullopt;
    std::vector<std::string> addresses;
    std::string note;
};

inline constexpr std::size_t column_count = 5;
extern const snet::cli::Column<Row> columns[column_count];
extern const snet::cli::Tool tool;

/// What `printer.row` of every row prints to stdout under these options.
std::string printed(const snet::cli::OutputOptions& options, const std::vector<Row>& rows);

/// Columns `keys` in a format.
snet::cli::OutputOptions as(snet::cli::Format format, std::vector<std::string> keys);

}  // namespace toy
