#pragma once

#include "snet/function_ref.hpp"
#include "snet/lookup.hpp"
#include "tools/cli/command.hpp"

namespace snet::route {

/// A packet and who knows its way. Both are valid during the call only.
using AnswerQuestion = FunctionRef<cli::Outcome(const Flow&, const Lookup&)>;

/// Calls back for every question of a call: its addresses with the selectors behind them, or with `-` the lines of
/// standard input, for which these selectors are defaults. The tables are read once; for a single question no more of
/// them is kept than it needs. A packet that is made here is the caller's, where no uid is told.
cli::Outcome each_question(const cli::Call& call, const Stack& stack, const Names& names, AnswerQuestion answer,
                           FunctionRef<void()> before_wait);

}  // namespace snet::route
