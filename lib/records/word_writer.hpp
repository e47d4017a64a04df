#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace snet {

/// Joins the words of a record by blanks.
class WordWriter {
  public:
    WordWriter& word(std::string_view word) {
        if (!text_.empty()) text_ += ' ';
        text_ += word;
        return *this;
    }
    WordWriter& pair(std::string_view keyword, std::string_view value) { return word(keyword).word(value); }
    WordWriter& pair(std::string_view keyword, std::uint64_t number) { return pair(keyword, std::to_string(number)); }

    std::string take() { return std::move(text_); }

  private:
    std::string text_;
};

}  // namespace snet
