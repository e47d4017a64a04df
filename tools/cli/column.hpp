#pragma once

#include <string_view>

#include "tools/cli/sink.hpp"

namespace snet::cli {

/// In which formats a column appears when the user names none.
enum class Shown {
    always,      ///< text and JSON
    text,        ///< table, raw and block
    json,        ///< JSON and JSON lines
    on_request,  ///< only where `-o` or `--format` names it
};

/// The one description of an output column: every format and the "Available columns" part of the help come from a list
/// of these.
template <class Row>
struct Column {
    std::string_view key;      ///< in JSON, and for `-o`
    std::string_view heading;  ///< in tables
    Shown shown = Shown::always;
    std::string_view help;  ///< a few words
    void (*write)(const Row&, Sink&) = nullptr;
    void (*show)(const Row&, Sink&) = nullptr;  ///< for text formats, where they differ; none: `write`
    unsigned min_width = 0;  ///< of a table's column, so that streams with short first rows stay aligned
    bool shortens = false;   ///< free text, of which a narrow terminal may show the start only; never an address

    /// Has no value, in any format, in a row whose `is_plain()` is true: rows of a million are then quicker to print.
    bool rare = false;
};

/// What of a column is the same for every row type.
struct ColumnName {
    std::string_view key;
    std::string_view heading;
    Shown shown;
    std::string_view help;
    unsigned min_width;
    bool shortens = false;
};

}  // namespace snet::cli
