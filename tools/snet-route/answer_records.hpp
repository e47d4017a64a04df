#pragma once

#include "snet/lookup.hpp"
#include "tools/cli/command.hpp"
#include "tools/snet-route/engine.hpp"

namespace snet::route {

/// Answers each question of the call with a record, negative or not.
cli::Outcome print_records(const cli::Call& call, const cli::OutputOptions& output, const Stack& stack,
                           const Names& names, Engine engine);

inline cli::ExitCode code_of(const Answer& answer) {
    return answer.is_found() ? cli::ExitCode::success : cli::ExitCode::not_found;
}

}  // namespace snet::route
