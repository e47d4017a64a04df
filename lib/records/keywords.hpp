#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "lib/records/word_reader.hpp"

namespace snet {

/// A word of a record, and what reads its value into the record in the making.
template <class Record>
struct Keyword {
    std::string_view word;
    Result<void> (*read)(WordReader& words, Record& record);
    bool many = false;  ///< may be given more than once
};

/// Reads keywords in any order, up to the first word that is none of them and that `accept_other` does not take: true
/// if it took one, false if the next is none of its own. Two keywords that share a reader are one, and each is given at
/// most once.
template <class Record>
Result<void> read_known_keywords(WordReader& words, Record& record, std::span<const Keyword<Record>> keywords,
                                 Result<bool> (*accept_other)(WordReader& words, Record& record)) {
    assert(keywords.size() <= 64);
    std::uint64_t seen = 0;
    while (!words.at_end()) {
        const auto keyword = std::ranges::find(keywords, words.peek(), &Keyword<Record>::word);
        if (keyword == keywords.end()) {
            const Result<bool> accepted = accept_other(words, record);
            if (!accepted) return std::unexpected(accepted.error());
            if (!*accepted) return {};
            continue;
        }
        words.take();
        const auto first = std::ranges::find(keywords, keyword->read, &Keyword<Record>::read);
        const std::uint64_t bit = std::uint64_t{1} << (first - keywords.begin());
        if ((seen & bit) != 0 && !keyword->many) return words.fail_given_twice();
        seen |= bit;
        if (auto read = keyword->read(words, record); !read) return read;
    }
    return {};
}

/// Reads keywords up to the end of the text. `expected` says what an unknown word should have been.
template <class Record>
Result<void> read_keywords(WordReader& words, Record& record, std::span<const Keyword<Record>> keywords,
                           std::string_view expected, Result<bool> (*accept_other)(WordReader& words, Record& record)) {
    auto read = read_known_keywords(words, record, keywords, accept_other);
    if (read && !words.at_end()) return words.fail_at_next(expected);
    return read;
}

template <class Record>
Result<void> read_keywords(WordReader& words, Record& record, std::span<const Keyword<Record>> keywords,
                           std::string_view expected) {
    return read_keywords<Record>(words, record, keywords, expected,
                                 [](WordReader&, Record&) { return Result<bool>(false); });
}

}  // namespace snet
