#pragma once

#include <array>

#include "snet/rule.hpp"
#include "tools/cli/output.hpp"

namespace snet::cli {

struct RuleRow {
    const Rule& rule;
    const Names& names;
    bool details = false;  ///< who added it, always: `ip -d`
};

/// Keys, their order and their values are those of `ip -j rule`; `family` and `origin` are ours.
inline constexpr std::size_t rule_column_count = 38;
extern const Column<RuleRow> rule_columns[rule_column_count];
extern const std::array<ColumnName, rule_column_count> rule_column_names;

}  // namespace snet::cli
