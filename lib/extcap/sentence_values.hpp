#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/extcap/sentence.hpp"
#include "snet/extcap/option.hpp"

/// What the sentences of several kinds have in common.
namespace snet::extcap {

/// A number from 0 to `most` under this key; none: it is not there, or is something else.
std::optional<std::uint32_t> number_in(const Sentence& sentence, std::string_view key, std::uint32_t most);

/// The truth under this key, `otherwise` where it is not there. What is neither plainly true nor false is warned of.
bool truth_in(const Sentence& sentence, std::string_view key, bool otherwise, std::vector<std::string>& warnings);

/// `lo,hi`; none where it is not there, or warned of because it is none.
std::optional<Range> range_in(const Sentence& sentence, std::vector<std::string>& warnings);

/// A choice in a `value` sentence, which must have a value.
std::optional<Choice> choice_in(const Sentence& sentence, std::vector<std::string>& warnings);

}  // namespace snet::extcap
