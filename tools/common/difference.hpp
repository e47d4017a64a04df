#pragma once

#include <span>
#include <string_view>

#include "snet/stack_records.hpp"
#include "tools/cli/command.hpp"

namespace snet {

/// A row that one of two stacks has alone.
struct Difference {
    bool is_added;
    std::string_view table;
    std::string_view record;
};

inline constexpr cli::Column<Difference> difference_columns[] = {
    {"change", "CHANGE", cli::Shown::always, "added or removed",
     [](const Difference& one, cli::Sink& sink) { sink.plain(one.is_added ? "added" : "removed"); },
     [](const Difference& one, cli::Sink& sink) { sink.plain(one.is_added ? "+" : "-"); }},
    {"table", "TABLE", cli::Shown::json, "route, rule, interface, ...",
     [](const Difference& one, cli::Sink& sink) { sink.plain(one.table); }},
    {"record", "RECORD", cli::Shown::always, "the row, as a stack's file would have it",
     [](const Difference& one, cli::Sink& sink) { sink.text(one.record); }},
};
inline constexpr auto difference_names = cli::names_of(difference_columns);

/// Prints what `after` has of these tables and `before` has not, and the reverse; of the call's family if it names one.
/// The answer is 1 if there is anything.
cli::Outcome print_differences(const cli::Call& call, const Stack& before, const Stack& after,
                               std::span<const RowKind> kinds);

}  // namespace snet
