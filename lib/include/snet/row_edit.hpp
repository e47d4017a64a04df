#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "snet/error.hpp"
#include "snet/record.hpp"
#include "snet/stack.hpp"
#include "snet/stack_edit.hpp"
#include "snet/stack_records.hpp"

/// Edits of a stack's file that look at the tables which it makes: text in, text out, as in stack_edit.hpp.
#pragma GCC visibility push(default)
namespace snet {

/// The file that is edited, and what it lies over.
struct EditScope {
    std::string name;  ///< the file's, for messages
    const Names& names;
    std::optional<std::string> netns;  ///< none: this process's
};

/// The stack that the text makes.
Result<Stack> stack_of(std::string_view text, const EditScope& scope);

/// The text with a record more. `Placing::add` refuses (`exists`) what the stack has already a row of, the operating
/// system's included; an interface is no such row, since a record lies over it.
Result<std::string> add_row(std::string_view text, std::string_view words, Placing placing, const EditScope& scope);

struct Removal {
    std::string text;
    std::vector<Record> deleted;  ///< of the file's own
    std::vector<Record> hidden;   ///< of the operating system's
};

/// The text without the rows that have all of the record's words: own ones lose their lines; where there is none, the
/// operating system's are hidden. `not_found` if there is none, with those that come near; `invalid`, with a list, if
/// there are several and not `all` are meant.
Result<Removal> remove_rows(std::string_view text, std::string_view words, bool all, const EditScope& scope);

/// The text without the file's rows of these tables and its hides of such: what is left is the operating system's. An
/// error in a frozen stack, which has nothing else.
Result<Removal> drop_rows(std::string_view text, std::span<const RowKind> kinds, const EditScope& scope);

}  // namespace snet
#pragma GCC visibility pop
