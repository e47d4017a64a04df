#pragma once

#include <span>
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

/// The one of every verb that removes rows by their words.
inline constexpr cli::Option all_option = {.name = "all",
                                           .value = "",
                                           .help = "all rows that have these words, be they several",
                                           .choices = {},
                                           .implied = {}};

/// Gives the call's stack the text that `change` makes of the present one.
Result<void> edit(const cli::Call& call, Change change);

/// The subjects from `start` on as the words of a record, behind the word of its kind and the family that -4 or -6
/// tells.
std::string record_words(const cli::Call& call, std::string_view kind = "", std::size_t start = 0);

/// Edits as `edit`, and tells of the rows that are gone.
cli::Outcome remove(const cli::Call& call, FunctionRef<Result<Removal>(std::string_view, const EditScope&)> change);

/// Edits as `edit`, and that was all.
cli::Outcome put(const cli::Call& call, Change change);

using EditByWords = Result<std::string>(std::string_view text, std::string_view words, const EditScope& scope);

/// The same by the words that the call's subjects are.
cli::Outcome put_words(const cli::Call& call, EditByWords& edit);

/// Says on stderr, to who wants more told (-v), what became of a row.
void report_rows(const cli::Call& call, std::string_view what, const std::vector<Record>& rows);

}  // namespace snet
