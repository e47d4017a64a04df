#include "tools/cli/line_writers.hpp"

namespace snet::cli {

PatternWriter::PatternWriter(std::string_view pattern, std::span<const ColumnName> columns)
    : CellWriter(columns.size(), ',') {
    const auto parsed = parse_pattern(pattern);
    if (!parsed) return;  // the command line has refused it
    for (const PatternPiece& piece : *parsed) {
        std::size_t column = 0;
        while (column < columns.size() && columns[column].key != piece.key)
            ++column;
        pieces_.push_back({piece.literal, column});
    }
}

void PatternWriter::row_ended() {
    for (const Piece& piece : pieces_) {
        out_.put(piece.literal);
        if (piece.column < cells_.size()) out_.put(text_of(cells_[piece.column]));
    }
    out_.put('\n');
    forget_cells();
}

}  // namespace snet::cli
