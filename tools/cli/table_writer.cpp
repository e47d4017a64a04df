#include "tools/cli/table_writer.hpp"

#include <algorithm>

#include "tools/cli/safe_text.hpp"
#include "tools/cli/utf8.hpp"

namespace snet::cli {

namespace {

// Blanks are written so many at a time, more than there shall be, and the next text takes the place of what is too
// many.
constexpr std::size_t blank_step = 16;

}  // namespace

TableWriter::TableWriter(const OutputOptions& options, std::span<const ColumnName> columns)
    : CellWriter(columns.size(), '\n'),
      options_(options),
      columns_(columns.begin(), columns.end()),
      rests_(columns.size()),
      shortened_(columns.size()) {
    for (const ColumnName& column : columns_)
        widths_.push_back(std::max(column.min_width, options_.header ? display_width(column.heading) : 0));
}

void TableWriter::row_ended() {
    if (settled_) {
        print_row(cells_);
        forget_cells();
    } else if (++rows_ == held_rows) {
        settle();
    }
}

Result<void> TableWriter::flush() {
    if (!settled_) settle();
    return out_.flush();
}

void TableWriter::settle() {
    settled_ = true;
    if (columns_.empty()) return;
    for (std::size_t i = 0; i < cells_.size(); ++i)
        widths_[i % columns_.size()] = std::max(widths_[i % columns_.size()], cells_[i].width);
    shorten_widest();
    print_header();
    for (std::size_t i = 0; i < cells_.size(); i += columns_.size())
        print_row(std::span(cells_).subspan(i, columns_.size()));
    forget_cells();
}

void TableWriter::shorten_widest() {
    if (options_.width == 0) return;
    std::size_t total = 2 * (columns_.size() - 1);
    for (const unsigned width : widths_)
        total += width;
    if (total <= options_.width) return;
    const std::size_t excess = total - options_.width;
    std::size_t widest = columns_.size();
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i].shortens && (widest == columns_.size() || widths_[i] > widths_[widest])) widest = i;
    // Where even this would not fit, whole values that wrap are better than stumps that wrap.
    if (widest == columns_.size() || widths_[widest] < shortest + excess) return;
    widths_[widest] -= static_cast<unsigned>(excess);
    shortened_ = widest;
}

void TableWriter::print_header() {
    if (!options_.header) return;
    if (options_.color) out_.put("\33[1m");
    for (std::size_t i = 0; i < columns_.size(); ++i)
        print_line(columns_[i].heading, i, display_width(columns_[i].heading));
    if (options_.color) out_.put("\33[0m");
    out_.put('\n');
    pending_ = 0;
}

void TableWriter::print_row(std::span<const Cell> row) {
    if (!print_single_line(row)) print_lines(row);
}

// Nearly every row of a long table: no call for a cell. False for a row that needs more than copies and blanks.
bool TableWriter::print_single_line(std::span<const Cell> row) {
    if (shortened_ != columns_.size()) return false;
    std::size_t most = blank_step + 1;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (row[i].lines != 1) return false;
        most += row[i].size + widths_[i] + 2;
    }
    if (most > OutputBuffer::capacity) return false;
    char* to = out_.room(most);
    char* end = to;
    for (std::size_t i = 0; i < row.size(); ++i) {
        end = bytes::copy_short(to, text_of(row[i]));
        const std::size_t blanks = std::max(widths_[i], row[i].width) - row[i].width + 2;
        for (std::size_t put = 0; put < blanks; put += blank_step)
            std::memset(end + put, ' ', blank_step);
        to = end + blanks;
    }
    *end++ = '\n';
    out_.wrote(end);
    return true;
}

void TableWriter::print_lines(std::span<const Cell> row) {
    unsigned lines = 1;
    for (std::size_t i = 0; i < row.size(); ++i) {
        rests_[i] = text_of(row[i]);
        lines = std::max(lines, row[i].lines);
    }
    for (unsigned line = 0; line < lines; ++line) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (row[i].lines == 1 && line == 0) {
                print_line(rests_[i], i, row[i].width);
            } else {
                const std::string_view text = line < row[i].lines ? take_line(rests_[i]) : std::string_view();
                print_line(text, i, display_width(text));
            }
        }
        out_.put('\n');
        pending_ = 0;
    }
}

void TableWriter::print_line(std::string_view text, std::size_t column, unsigned width) {
    const unsigned room = widths_[column];
    if (!text.empty()) {
        out_.blanks(pending_);
        pending_ = 0;
    }
    if (width > room && column == shortened_) {
        const std::string_view start = fitting(text, room - 1);
        out_.put(start);
        out_.put("…");
        width = display_width(start) + 1;
    } else {
        out_.put(text);
    }
    pending_ += (width < room ? room - width : 0) + 2;
}

}  // namespace snet::cli
