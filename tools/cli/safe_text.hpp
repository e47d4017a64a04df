#pragma once

#include <string>
#include <string_view>

namespace snet::cli {

/// Text from outside for a terminal: control characters, ESC, DEL, C1 controls, bidirectional overrides and invalid
/// UTF-8 as `\xNN` or `\u{NNNN}`; everything else as it is.
std::string safe_text(std::string_view text);

/// Columns of a terminal that safe text takes: combining marks 0, East Asian wide 2.
unsigned display_width(std::string_view text);

}  // namespace snet::cli
