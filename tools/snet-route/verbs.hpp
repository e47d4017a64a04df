#pragma once

#include "tools/cli/command.hpp"

/// The verbs of snet-route, a file each.
namespace snet::route {

extern const cli::Verb list;
extern const cli::Verb get;
extern const cli::Verb explain;
extern const cli::Verb default_;
extern const cli::Verb rules;

}  // namespace snet::route
