#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace snet {

/// The text before the word that begins with `#`.
std::string_view without_comment(std::string_view line);

/// Whether a line is read with all of its words: none begins with `#`, and none has a control character.
bool is_readable(std::string_view line);

/// The text whose line (from 1) has another record: what stands before and behind the record stays.
std::string with_record(std::string_view text, std::uint32_t line, std::string_view record);

/// The text with one more line at its end.
std::string with_line(std::string_view text, std::string_view line);

/// The text without these lines, which ascend.
std::string without_lines(std::string_view text, const std::vector<std::uint32_t>& lines);

}  // namespace snet
