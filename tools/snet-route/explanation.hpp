#pragma once

#include "tools/columns/answer_columns.hpp"

namespace snet::route {

/// Prints an answer for people: the way in words, then the rules that were asked, the routes that match and the
/// addresses that might be its source, each with the verdict on it. The row has a trace. `follows`: after another one.
Result<void> print_explanation(const cli::AnswerRow& row, const cli::OutputOptions& output, bool follows);

}  // namespace snet::route
