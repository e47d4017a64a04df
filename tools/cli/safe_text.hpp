#pragma once

#include <string>
#include <string_view>

namespace snet::cli {

/// Text from outside for a terminal: control characters, ESC, DEL, C1 controls, bidirectional overrides, invisible
/// formatting and invalid UTF-8 as `\xNN` (bytes) or `\u{NNNN}` (characters); everything else as it is. A backslash
/// stays one, so a name that spells such an escape looks like the escaped one; JSON tells them apart.
std::string safe_text(std::string_view text);

/// Appends safe text; whether all of it was printable ASCII, one column a byte.
bool append_safe(std::string& to, std::string_view text);

/// Columns of a terminal that safe text takes: combining marks 0, East Asian wide 2.
unsigned display_width(std::string_view text);

/// The longest start of safe text that takes at most `width` columns.
std::string_view fitting(std::string_view text, unsigned width);

}  // namespace snet::cli
