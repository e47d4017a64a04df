#pragma once

#include "snet/function_ref.hpp"
#include "snet/lookup.hpp"
#include "tools/cli/command.hpp"
#include "tools/cli/subjects.hpp"
#include "tools/snet-route/engine.hpp"

namespace snet::route {

/// A packet, and how to ask for its way: with a trace, if somebody wants to know why. Valid during the call only, as is
/// what the answer points to.
using AnswerQuestion = FunctionRef<cli::Outcome(const Flow&, FunctionRef<Answer(Trace*)> ask)>;

/// What the answers are to tell: the less, the fewer routes are read for a single question. For the way alone, and the
/// route that matched, the operating system is asked, where that has the answer: that takes no time, whatever the size
/// of its tables.
enum class Tells { way, match, reasons };

/// Calls back for every question of a call: its addresses with the selectors behind them, or with `-` the lines of
/// standard input, for which these selectors are defaults. The tables are read once; for a single question no more of
/// them is kept than it needs. A packet that is made here is the caller's, where no uid is told. `none` is called of
/// what is no question.
cli::Outcome each_question(const cli::Call& call, const Stack& stack, const Names& names, Tells tells, Engine engine,
                           AnswerQuestion answer, cli::RecordNone none, FunctionRef<void()> before_wait);

}  // namespace snet::route
