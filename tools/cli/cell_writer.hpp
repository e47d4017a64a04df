#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tools/cli/output.hpp"
#include "tools/cli/output_buffer.hpp"

namespace snet::cli {

/// What the text formats share: each cell's value as safe text, all cells of all held rows in one string, so that no
/// cell costs an allocation.
class CellWriter : public Writer {
  public:
    void begin_row() override {}
    void end_row() override;
    Result<void> flush() override { return out_.flush(); }
    Result<void> finish() override { return flush(); }
    void abandon() override;
    bool is_text() const override { return true; }

    void text(std::string_view text) override;
    void plain(std::string_view text) override;
    void number(std::uint64_t value) override;
    void signed_number(std::int64_t value) override;
    void real(double value) override;
    void boolean(bool value) override;
    void begin_list() override;
    void end_list() override;
    void begin_object() override;
    void key(std::string_view key) override;
    void end_object() override;

  protected:
    /// A cell without a value, or with an empty one, is `-`.
    struct Cell {
        std::size_t begin;
        std::size_t size;
        unsigned width;  ///< of its widest line
        unsigned lines;
    };

    /// `separator` stands between several values of a cell: a newline or a comma.
    CellWriter(std::size_t columns, char separator) : column_count_(columns), separator_(separator) {}

    virtual void row_ended() = 0;
    std::string_view text_of(const Cell& cell) const { return std::string_view(text_).substr(cell.begin, cell.size); }
    void forget_cells();

    OutputBuffer out_;
    std::vector<Cell> cells_;

  private:
    void before_value();
    void open_cell();
    void close_cell();
    void skip_to(std::size_t column);
    template <class Number>
    void digits(Number value);

    std::string text_;
    std::size_t column_count_;
    std::size_t next_ = 0;  // the column of the cell that is open or comes next
    std::size_t begin_ = 0;
    unsigned lines_ = 1;
    unsigned depth_ = 0;
    char separator_;
    bool open_ = false;
    bool first_ = true;  // no value came before in this cell, list or object
    bool after_key_ = false;
    std::size_t key_begin_ = 0;  // of the last key, and whether it was the first of its object
    bool key_was_first_ = false;
    bool is_empty_of_key_ = false;  // a key's list has begun, and nothing is in it so far
    bool ascii_ = true;
};

/// The next line of a cell, taken from `rest`.
std::string_view take_line(std::string_view& rest);

}  // namespace snet::cli
