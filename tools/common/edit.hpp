#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "snet/row_edit.hpp"
#include "tools/cli/command.hpp"

namespace snet {

/// Where the stack is that a call edits. Only one that has a file can be: not standard input, and not another namespace
/// alone.
Result<StackPlace> place_to_edit(const cli::Call& call);

/// The option of every verb that edits.
inline constexpr cli::Option force_option = {.name = "force",
                                             .value = "",
                                             .help = "as root: follow links, write where others own the folder",
                                             .choices = {},
                                             .implied = {}};

using Change = FunctionRef<Result<std::string>(std::string_view text, const EditScope& scope)>;

/// Gives the call's stack the text that `change` makes of the present one.
Result<void> edit(const cli::Call& call, Change change);

/// The subjects as the words of one record.
std::string record_words(const cli::Call& call, std::string_view first = "");

/// Says on stderr, to who wants more told (-v), what became of a row.
void report_rows(const cli::Call& call, std::string_view what, const std::vector<Record>& rows);

}  // namespace snet
