#pragma once

#include <array>

#include "snet/extcap/option.hpp"
#include "tools/cli/output.hpp"

namespace snet::plugins {

inline constexpr std::size_t option_column_count = 17;
extern const cli::Column<extcap::Option> option_columns[option_column_count];
extern const std::array<cli::ColumnName, option_column_count> option_column_names;

inline constexpr std::size_t choice_column_count = 5;
extern const cli::Column<extcap::Choice> choice_columns[choice_column_count];
extern const std::array<cli::ColumnName, choice_column_count> choice_column_names;

}  // namespace snet::plugins
