#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "snet/function_ref.hpp"

namespace snet::extcap {

/// A line of a plug-in: `arg {number=0}{call=--delay}`.
class Sentence {
  public:
    std::string_view keyword;

    /// The last of equal keys, which are in any case; none: it is not there.
    std::optional<std::string_view> value(std::string_view key) const;

    /// The same, and empty where it is not there.
    std::string text(std::string_view key) const;

    std::vector<std::pair<std::string_view, std::string_view>> tokens;
    bool is_damaged = false;  ///< there is a token without `=` or without its end, which was left out
};

/// Reads a line without its end. None: it is no sentence, as log lines and what is not UTF-8. It borrows the line.
std::optional<Sentence> parse_sentence(std::string_view line);

/// Calls back for each sentence of an answer in order, and for what is wrong with a line that looks like one.
void each_sentence(std::string_view text, FunctionRef<void(const Sentence&)> sentence,
                   FunctionRef<void(std::string)> warn);

/// What Wireshark takes for true: a text with y, t or a digit from 1 to 9 in it, in any case.
bool is_true(std::string_view text);

/// Whether a text is plainly true or false, so that nobody is surprised.
bool is_plain_truth(std::string_view text);

}  // namespace snet::extcap
