#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "snet/error.hpp"
#include "tools/cli/column.hpp"

namespace snet::cli {

enum class Format {
    table,    ///< aligned columns under a header
    block,    ///< one `KEY  value` line per column and row, a blank line between rows (`show`)
    raw,      ///< tab separated, no header
    json,     ///< one array of objects
    jsonl,    ///< one object per line
    pattern,  ///< --format '{dst} {gateway}'
};

constexpr bool is_json(Format format) {
    return format == Format::json || format == Format::jsonl;
}

/// How rows shall look: what the user wants, and what a verb makes of the columns that are shown unasked.
struct OutputOptions {
    Format format = Format::table;
    std::vector<std::string> columns;  ///< of -o, empty: the default ones
    bool adds_columns = false;         ///< -o +COL: after the default ones

    std::vector<std::string_view> defaults;  ///< the default ones, by their keys; empty: those that `Shown` says
    std::vector<std::string_view> added;     ///< to the default ones, each where it is not yet
    std::vector<std::string_view> left_out;  ///< of the default ones

    std::string pattern;  ///< of --format
    bool header = true;
    bool color = false;
    unsigned width = 0;  ///< of the terminal; 0: not a terminal, unlimited
};

/// The options of a verb that answers with lines, not with a table.
inline OutputOptions as_lines(OutputOptions output) {
    if (output.format == Format::table) output.format = Format::raw;
    return output;
}

/// One output format. Rows are announced, then each cell, then its value through the Sink.
class Writer : public Sink {
  public:
    virtual void begin_row() = 0;

    /// What follows is of this column: an index into the columns of this run, greater than the last one in this row. A
    /// cell that is not begun, or gets no value, is empty.
    void begin_cell(std::size_t column) { cell_ = column; }

    virtual void end_row() = 0;

    /// Writes what is buffered to stdout; an error if it cannot be written. A closed pipe ends the process silently.
    virtual Result<void> flush() = 0;

    /// The end of the output: the closing bracket, the held rows; then `flush`.
    virtual Result<void> finish() = 0;

    /// The end after a failure: what is there is printed and closed, so that JSON stays JSON; where no row came,
    /// nothing is printed. Errors are not reported: there is one already.
    virtual void abandon() = 0;

    virtual bool is_text() const = 0;  ///< whether cells want a column's `show`

  protected:
    static constexpr std::size_t no_cell = SIZE_MAX;
    std::size_t cell_ = no_cell;  ///< the cell whose first value has not come yet
};

/// The writer for these options and columns (in the order they are printed), to stdout.
std::unique_ptr<Writer> make_writer(const OutputOptions& options, std::span<const ColumnName> columns);

/// Which of `columns` a run prints, in order, as indices. The command line has checked the names.
std::vector<std::size_t> choose_columns(const OutputOptions& options, std::span<const ColumnName> columns);

/// The part of each column that does not depend on its row type; a verb keeps it for its command line.
template <class Row, std::size_t n>
constexpr std::array<ColumnName, n> names_of(const Column<Row> (&columns)[n]) {
    std::array<ColumnName, n> names{};
    for (std::size_t i = 0; i < n; ++i) {
        assert(columns[i].key.size() <= longest_column_key);
        names[i] = {columns[i].key,  columns[i].heading,   columns[i].shown,
                    columns[i].help, columns[i].min_width, columns[i].shortens};
    }
    return names;
}

/// Prints rows of one type as the options want.
///
///     Printer<RouteRow> printer(call.output, route_columns);
///     printer.row(row); ...
///     return printer.finish();
template <class Row>
class Printer {
  public:
    template <std::size_t n>
    Printer(const OutputOptions& options, const Column<Row> (&columns)[n]) {
        const auto names = names_of(columns);
        for (const std::size_t i : choose_columns(options, names))
            columns_.push_back(names[i]);
        writer_ = make_writer(options, columns_);
        const bool is_text = writer_->is_text();
        for (std::size_t cell = 0; const std::size_t i : choose_columns(options, names))
            add_cell(cell++, columns[i], is_text && columns[i].show);
    }

    Printer(const Printer&) = delete;
    Printer& operator=(const Printer&) = delete;

    /// A verb that returns an error without `finish` leaves valid output behind.
    ~Printer() {
        if (!finished_) writer_->abandon();
    }

    void row(const Row& row) {
        Writer& writer = *writer_;
        writer.begin_row();
        for (const Cell& cell : cells_[index(rarity_of(row))]) {
            writer.begin_cell(cell.column);
            cell.write(row, writer);
        }
        writer.end_row();
    }

    /// A row of which nothing is known but some columns.
    void row_with(std::initializer_list<std::string_view> keys, const Row& row) {
        writer_->begin_row();
        for (const Cell& cell : cells_[index(Rarity::rare)]) {
            if (std::find(keys.begin(), keys.end(), columns_[cell.column].key) == keys.end()) continue;
            writer_->begin_cell(cell.column);
            cell.write(row, *writer_);
        }
        writer_->end_row();
    }

    /// Whether a column is printed: what only it needs is not read otherwise.
    bool has(std::string_view key) const {
        for (const ColumnName& column : columns_)
            if (column.key == key) return true;
        return false;
    }

    Result<void> flush() { return writer_->flush(); }
    Result<void> finish() {
        finished_ = true;
        return writer_->finish();
    }

  private:
    struct Cell {
        std::size_t column;
        void (*write)(const Row&, Sink&);
    };

    static constexpr std::size_t index(Rarity rarity) { return static_cast<std::size_t>(rarity); }

    static Rarity rarity_of(const Row& row) {
        if constexpr (requires { row.rarity(); }) return row.rarity();
        return Rarity::rare;
    }

    void add_cell(std::size_t cell, const Column<Row>& column, bool shows) {
        for (std::size_t i = shows ? 0 : index(column.rarity); i < cells_.size(); ++i)
            cells_[i].push_back({cell, shows ? column.show : column.write});
    }

    std::vector<ColumnName> columns_;
    std::array<std::vector<Cell>, index(Rarity::rare) + 1> cells_;  // for the rows of each rarity
    std::unique_ptr<Writer> writer_;
    bool finished_ = false;
};

}  // namespace snet::cli
