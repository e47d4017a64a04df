#include "tools/cli/line_writers.hpp"

namespace snet::cli {

void RawWriter::row_ended() {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (i > 0) out_.put('\t');
        out_.put(text_of(cells_[i]));
    }
    out_.put('\n');
    forget_cells();
}

}  // namespace snet::cli
