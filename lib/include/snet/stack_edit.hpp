#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "snet/error.hpp"
#include "snet/function_ref.hpp"
#include "snet/stack_file.hpp"
#include "snet/stack_place.hpp"

/// Edits of a stack's file. The first part is text in, text out: single lines change, and every other byte stays. Each
/// refuses a text that is not valid, and never makes one.
#pragma GCC visibility push(default)
namespace snet {

/// The text of a stack without edits.
inline constexpr std::string_view new_stack_text = "snet 1\nbase os\n";

/// Where a record goes whose key the file already has.
enum class Placing {
    add,      ///< nowhere: an error, `exists`
    append,   ///< at the file's end, as a record of a new key does
    replace,  ///< in the place of the first of them
};

/// The text with a record more, whose words become its line as they are. A line that is replaced keeps its indentation
/// and its comment. `name` is the file's, for messages.
Result<std::string> put_record(std::string_view text, std::string_view words, Placing placing, const std::string& name,
                               const Names& names);

struct Deletion {
    std::string text;
    std::vector<NumberedRecord> deleted;  ///< with the lines they had
};

/// The text without the lines of all records that `which` chooses, maybe none: whether that is one too few or some too
/// many is the caller's to say.
Result<Deletion> delete_records(std::string_view text, FunctionRef<bool(const Record&)> which, const std::string& name,
                                const Names& names);

/// What is at the place, read; none: a named stack without a file, which is an unedited one.
Result<std::optional<StackFile>> read_stack(const StackPlace& place, const Names& names);

/// Gives the file at the place the text that `change` makes of its present one, or of `new_stack_text` where there is
/// no file yet. The folder of a named stack is created.
///
/// The edits of several processes follow each other, and whatever happens the old file or the new one is there. A
/// symbolic link's target is edited; owner and mode are kept. `force` lets root follow links and write into the folders
/// of other users.
Result<void> edit_stack(const StackPlace& place, bool force,
                        FunctionRef<Result<std::string>(std::string_view text)> change);

}  // namespace snet
#pragma GCC visibility pop
