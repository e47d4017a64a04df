#pragma once

#include <string>
#include <string_view>

namespace snet {

/// What a WordReader takes for blanks.
inline constexpr std::string_view blank_characters = " \t\r\n";

/// The text without the blanks before and behind it.
std::string_view trimmed(std::string_view text);

/// The words of the text, joined by single blanks.
std::string normal_words(std::string_view text);

/// Whether one of the words, joined by single blanks, is `word`.
bool has_word(std::string_view words, std::string_view word);

/// The same of a record's words, where a name that stands behind `dev` and the like is not meant, whatever it is.
bool has_keyword(std::string_view words, std::string_view keyword);

}  // namespace snet
