#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "lib/records/word_reader.hpp"

namespace snet {

/// A word of a record, and what reads its value into it.
template <class Record>
struct Keyword {
    std::string_view word;
    Result<void> (*read)(WordReader& words, Record& record);
    bool many = false;  ///< may be given more than once
};

/// Reads keywords in any order up to the end of the text. Two words that share a reader are one, and each is given at
/// most once. `expected` says what an unknown word should have been; `accept_other` takes words of its own first.
template <class Record, class AcceptOther>
Result<void> read_keywords(WordReader& words, Record& record, std::span<const Keyword<Record>> keywords,
                           std::string_view expected, AcceptOther accept_other) {
    std::uint64_t seen = 0;
    while (!words.at_end()) {
        if (accept_other(words, record)) continue;
        const std::string_view word = words.take();
        std::size_t at = 0;
        while (at < keywords.size() && keywords[at].word != word)
            ++at;
        if (at == keywords.size()) return words.fail_expecting(expected);
        std::size_t first = 0;
        while (keywords[first].read != keywords[at].read)
            ++first;
        const std::uint64_t bit = std::uint64_t{1} << first;
        if ((seen & bit) != 0 && !keywords[at].many) return words.fail(std::string(word) + ": given twice");
        seen |= bit;
        if (auto read = keywords[at].read(words, record); !read) return read;
    }
    return {};
}

template <class Record>
Result<void> read_keywords(WordReader& words, Record& record, std::span<const Keyword<Record>> keywords,
                           std::string_view expected) {
    return read_keywords(words, record, keywords, expected, [](WordReader&, Record&) { return false; });
}

}  // namespace snet
