#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "snet/error.hpp"

namespace snet {

/// Reads a record's text word by word: a keyword, then its value, and so on.
///
/// Words are separated by blanks, TABs and line ends. In a keyword's place a lone backslash is a blank too (`ip -o`
/// puts it where a line was broken); in a value's place it is a word. Columns count bytes from 1.
class WordReader {
  public:
    explicit WordReader(std::string_view text) : text_(text) {}

    /// The next word in a keyword's place without taking it; empty at the end of the text.
    std::string_view peek();

    bool at_end() { return peek().empty(); }

    /// Takes the next word in a keyword's place; empty at the end.
    std::string_view take();

    /// Takes the next word if it is this one.
    bool accept(std::string_view word);

    /// Takes the value of a keyword. `expected` tells what it is: "an address".
    Result<std::string_view> value(std::string_view expected);

    /// A value that is a whole number: decimal, octal after `0`, hexadecimal after `0x`.
    Result<std::uint64_t> number(std::string_view expected, std::uint64_t maximum);

    /// "column 9: REASON", where the word taken last begins.
    std::unexpected<Error> fail(const std::string& reason) const;

    /// "column 9: metric: given twice" about the word taken last.
    std::unexpected<Error> fail_given_twice() const;

    /// "column 9: 10.0.0.500: expected EXPECTED" about the word taken last.
    std::unexpected<Error> fail_expecting(std::string_view expected) const;

    /// "column 9: 10.0.0.500: expected EXPECTED" about the next word, or "column 9: end of line: expected EXPECTED".
    std::unexpected<Error> fail_at_next(std::string_view expected);

    /// A value read by `read`, whose error names the word.
    template <class Read>
    auto value_by(std::string_view expected, Read read) -> decltype(read(std::string_view{})) {
        const auto word = value(expected);
        if (!word) return std::unexpected(word.error());
        auto result = read(*word);
        if (!result) return fail(result.error().message);
        return result;
    }

    /// A value read by `read` into an optional; none is an error.
    template <class Read>
    auto value_if(std::string_view expected, Read read)
        -> Result<typename decltype(read(std::string_view{}))::value_type> {
        const auto word = value(expected);
        if (!word) return std::unexpected(word.error());
        const auto result = read(*word);
        if (!result) return fail_expecting(expected);
        return *result;
    }

  private:
    void skip_blanks();
    std::string_view word_at(std::size_t position) const;

    std::string_view text_;
    std::size_t position_ = 0;
    std::size_t last_ = 0;  ///< where the word taken last begins
};

/// Stores a value that was read: `return store(reader.number(...), route.metric)`.
template <class T, class Target>
Result<void> store(const Result<T>& result, Target& target) {
    if (!result) return std::unexpected(result.error());
    target = static_cast<Target>(*result);
    return {};
}

}  // namespace snet
