#pragma once

#include <cstddef>
#include <cstdint>
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

/// How seldom a column has a value. What next to no row has need not be asked of each of a million.
enum class Rarity : std::uint8_t { common, unusual, rare };

/// How long a column's key may be: `names_of` refuses a longer one, at compile time where the columns are constexpr.
inline constexpr std::size_t longest_column_key = 28;

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

    /// `write` has no value in a row whose `rarity()` is lower.
    Rarity rarity = Rarity::common;
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
