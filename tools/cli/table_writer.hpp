#pragma once

#include <span>
#include <vector>

#include "tools/cli/cell_writer.hpp"

namespace snet::cli {

/// Aligned columns. The widths are those of the first rows, which are held until `held_rows` are there or something is
/// to be seen; what comes then streams, and a longer cell pushes its own row only.
class TableWriter final : public CellWriter {
  public:
    static constexpr std::size_t held_rows = 1000;
    static constexpr unsigned shortest = 12;  ///< a column is not shortened below this

    TableWriter(const OutputOptions& options, std::span<const ColumnName> columns);

    Result<void> flush() override;

  private:
    void row_ended() override;
    void settle();
    void shorten_widest();
    void print_header();
    void print_row(std::span<const Cell> row);
    bool print_single_line(std::span<const Cell> row);
    void print_lines(std::span<const Cell> row);
    void print_line(std::string_view text, std::size_t column, unsigned width);

    OutputOptions options_;
    std::vector<ColumnName> columns_;
    std::vector<unsigned> widths_;
    std::vector<std::string_view> rests_;
    std::size_t shortened_;    // the index of the shortened column; past the end: none
    std::size_t pending_ = 0;  // blanks that wait for the text after them
    std::size_t rows_ = 0;
    bool settled_ = false;
};

}  // namespace snet::cli
