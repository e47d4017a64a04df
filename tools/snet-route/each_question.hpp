#pragma once

#include "snet/function_ref.hpp"
#include "snet/lookup.hpp"
#include "tools/cli/command.hpp"

namespace snet::route {

/// A packet and who knows its way. Both are valid during the call only.
using AnswerQuestion = FunctionRef<cli::Outcome(const Flow&, const Lookup&)>;

/// Prints the record of what is no question, of which the first word is told.
using RecordNone = FunctionRef<void(std::string_view subject)>;

/// Calls back for every question of a call: its addresses with the selectors behind them, or with `-` the lines of
/// standard input, for which these selectors are defaults. The tables are read once; for a single question no more of
/// them is kept than it needs. A packet that is made here is the caller's, where no uid is told. `none` is called where
/// each subject has a record.
cli::Outcome each_question(const cli::Call& call, const Stack& stack, const Names& names, AnswerQuestion answer,
                           RecordNone none, FunctionRef<void()> before_wait);

}  // namespace snet::route
