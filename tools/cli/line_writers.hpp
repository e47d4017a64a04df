#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/cli/cell_writer.hpp"
#include "tools/cli/pattern.hpp"

namespace snet::cli {

/// --raw: cells with a tab between them, one line per row. Several values of a cell are joined by commas.
class RawWriter final : public CellWriter {
  public:
    explicit RawWriter(std::size_t columns) : CellWriter(columns, ',') {}

  private:
    void row_ended() override;
};

/// --format: a template filled in for every row.
class PatternWriter final : public CellWriter {
  public:
    PatternWriter(std::string_view pattern, std::span<const ColumnName> columns);

  private:
    void row_ended() override;

    struct Piece {
        std::string literal;
        std::size_t column;  // printed after the literal; past the end: none
    };
    std::vector<Piece> pieces_;
};

/// `KEY  value` lines, a blank line between rows. Without a header: the values alone.
class BlockWriter final : public CellWriter {
  public:
    BlockWriter(const OutputOptions& options, std::span<const ColumnName> columns);

  private:
    void row_ended() override;

    OutputOptions options_;
    std::vector<ColumnName> columns_;
    unsigned width_ = 0;
    bool any_row_ = false;
};

}  // namespace snet::cli
