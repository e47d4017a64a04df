#pragma once

#include <array>
#include <cstdint>
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

/// How the user wants rows to look.
struct OutputOptions {
    Format format = Format::table;
    std::vector<std::string> columns;  ///< of -o, empty: the default ones
    bool adds_columns = false;         ///< -o +COL: after the default ones
    std::string pattern;               ///< of --format
    bool header = true;
    bool color = false;
    unsigned width = 0;  ///< of the terminal; 0: not a terminal, unlimited
};

/// One output format. Rows are announced, then each cell, then its value through the Sink.
class Writer : public Sink {
  public:
    virtual void begin_row() = 0;
    virtual void begin_cell(std::size_t column) = 0;  ///< index into the columns of this run
    virtual void end_row() = 0;

    /// Writes what is buffered to stdout; an error if it cannot be written. A closed pipe ends the process silently.
    virtual Result<void> flush() = 0;

    /// The end of the output: the closing bracket, the held rows; then `flush`.
    virtual Result<void> finish() = 0;

    /// The end after a failure: what is there is printed and closed, so that JSON stays JSON; where no row came,
    /// nothing is printed. Errors are not reported: there is one already.
    virtual void abandon() = 0;

    virtual bool is_text() const = 0;  ///< whether cells want a column's `show`
};

/// The writer for these options and columns (in the order they are printed), to stdout.
std::unique_ptr<Writer> make_writer(const OutputOptions& options, std::span<const ColumnName> columns);

/// Which of `columns` a run prints, in order, as indices. The command line has checked the names.
std::vector<std::size_t> choose_columns(const OutputOptions& options, std::span<const ColumnName> columns);

/// The part of each column that does not depend on its row type; a verb keeps it for its command line.
template <class Row, std::size_t n>
constexpr std::array<ColumnName, n> names_of(const Column<Row> (&columns)[n]) {
    std::array<ColumnName, n> names{};
    for (std::size_t i = 0; i < n; ++i)
        names[i] = {columns[i].key,  columns[i].heading,   columns[i].shown,
                    columns[i].help, columns[i].min_width, columns[i].shortens};
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
        std::vector<ColumnName> chosen;
        for (const std::size_t i : choose_columns(options, names)) {
            columns_.push_back(&columns[i]);
            chosen.push_back(names[i]);
        }
        writer_ = make_writer(options, chosen);
        is_text_ = writer_->is_text();
    }

    Printer(const Printer&) = delete;
    Printer& operator=(const Printer&) = delete;

    /// A verb that returns an error without `finish` leaves valid output behind.
    ~Printer() {
        if (!finished_) writer_->abandon();
    }

    void row(const Row& row) {
        writer_->begin_row();
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            writer_->begin_cell(i);
            const auto& column = *columns_[i];
            (is_text_ && column.show ? column.show : column.write)(row, *writer_);
        }
        writer_->end_row();
    }

    /// Whether a column is printed: what only it needs is not read otherwise.
    bool has(std::string_view key) const {
        for (const auto* column : columns_)
            if (column->key == key) return true;
        return false;
    }

    Result<void> flush() { return writer_->flush(); }
    Result<void> finish() {
        finished_ = true;
        return writer_->finish();
    }

  private:
    std::vector<const Column<Row>*> columns_;
    std::unique_ptr<Writer> writer_;
    bool is_text_ = true;
    bool finished_ = false;
};

}  // namespace snet::cli
