#include "tools/cli/cell_writer.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "tools/cli/safe_text.hpp"

namespace snet::cli {

std::string_view take_line(std::string_view& rest) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return line;
}

void CellWriter::open_cell() {
    close_cell();
    skip_to(std::exchange(cell_, no_cell));
    begin_ = text_.size();
    lines_ = 1;
    open_ = first_ = ascii_ = true;
    after_key_ = false;
}

void CellWriter::close_cell() {
    if (!open_) return;
    open_ = false;
    if (text_.size() == begin_) text_ += '-';
    Cell cell{begin_, text_.size() - begin_, 0, lines_};
    if (ascii_ && lines_ == 1) {
        cell.width = static_cast<unsigned>(cell.size);
    } else {
        std::string_view rest = text_of(cell);
        for (unsigned i = 0; i < lines_; ++i)
            cell.width = std::max(cell.width, display_width(take_line(rest)));
    }
    cells_.push_back(cell);
    ++next_;
}

// Empty cells.
void CellWriter::skip_to(std::size_t column) {
    for (; next_ < column; ++next_) {
        cells_.push_back({text_.size(), 1, 1, 1});
        text_ += '-';
    }
}

void CellWriter::end_row() {
    close_cell();
    skip_to(column_count_);
    next_ = 0;
    cell_ = no_cell;
    row_ended();
}

void CellWriter::abandon() {
    if (!cells_.empty()) (void)flush();
    (void)out_.flush();
}

void CellWriter::forget_cells() {
    cells_.clear();
    text_.clear();
}

void CellWriter::before_value() {
    if (cell_ != no_cell) open_cell();
    if (!first_ && !after_key_) {
        const char between = depth_ == 0 ? separator_ : ',';
        text_ += between;
        if (between == '\n') ++lines_;
    }
    first_ = after_key_ = is_empty_of_key_ = false;
}

void CellWriter::text(std::string_view text) {
    before_value();
    ascii_ &= append_safe(text_, text);
}

void CellWriter::plain(std::string_view text) {
    before_value();
    text_ += text;
}

template <class Number>
void CellWriter::digits(Number value) {
    before_value();
    char buffer[40];
    text_.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

void CellWriter::number(std::uint64_t value) {
    digits(value);
}

void CellWriter::signed_number(std::int64_t value) {
    digits(value);
}

void CellWriter::real(double value) {
    digits(value);
}

void CellWriter::boolean(bool value) {
    before_value();
    text_ += value ? "true" : "false";
}

void CellWriter::begin_list() {
    const bool is_of_key = after_key_;
    before_value();
    ++depth_;
    first_ = true;
    is_empty_of_key_ = is_of_key;
}

// Behind a key nothing would be read as a value that is missing.
void CellWriter::end_list() {
    --depth_;
    if (is_empty_of_key_) text_.resize(key_begin_);
    first_ = std::exchange(is_empty_of_key_, false) && key_was_first_;
}

void CellWriter::begin_object() {
    before_value();
    ++depth_;
    first_ = true;
}

void CellWriter::key(std::string_view key) {
    key_begin_ = text_.size();
    key_was_first_ = first_;
    if (!first_) text_ += ' ';
    ascii_ &= append_safe(text_, key);
    text_ += ' ';
    after_key_ = true;
}

void CellWriter::end_object() {
    --depth_;
    first_ = after_key_ = false;
}

}  // namespace snet::cli
