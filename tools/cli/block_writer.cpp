#include <algorithm>

#include "tools/cli/line_writers.hpp"
#include "tools/cli/safe_text.hpp"

namespace snet::cli {

BlockWriter::BlockWriter(const OutputOptions& options, std::span<const ColumnName> columns)
    : CellWriter(columns.size(), '\n'), options_(options), columns_(columns.begin(), columns.end()) {
    for (const ColumnName& column : columns_)
        width_ = std::max(width_, display_width(column.heading));
}

void BlockWriter::row_ended() {
    if (any_row_) out_.put('\n');
    any_row_ = true;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        std::string_view rest = text_of(cells_[i]);
        for (unsigned line = 0; line < cells_[i].lines; ++line) {
            const std::string_view heading = line == 0 ? columns_[i].heading : std::string_view();
            if (options_.header) {
                const bool bold = options_.color && !heading.empty();
                if (bold) out_.put("\33[1m");
                out_.put(heading);
                if (bold) out_.put("\33[0m");
                out_.blanks(width_ - display_width(heading) + 2);
            }
            out_.put(take_line(rest));
            out_.put('\n');
        }
    }
    forget_cells();
}

}  // namespace snet::cli
