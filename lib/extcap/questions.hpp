#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "snet/extcap/discovery.hpp"

namespace snet::extcap {

/// What a program is asked with.
struct Question {
    std::string program;
    std::vector<std::string> words;
};

/// What each wrote to its standard output before it ended well, in the order of the questions; else why there is no
/// answer, `invalid` if it ended by itself with another exit code than 0: it may dislike the question.
std::vector<Result<std::string>> ask_all(std::span<const Question> questions, const QueryLimits& limits);

}  // namespace snet::extcap
