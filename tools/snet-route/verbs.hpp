#pragma once

#include "tools/cli/command.hpp"

/// The verbs of snet-route, a file each.
namespace snet::route {

extern const cli::Verb list;
extern const cli::Verb get;
extern const cli::Verb explain;
extern const cli::Verb default_;
extern const cli::Verb rules;
extern const cli::Verb add;
extern const cli::Verb append;
extern const cli::Verb replace;
extern const cli::Verb del;
extern const cli::Verb diff;
extern const cli::Verb flush;
extern const cli::Verb ifadd;
extern const cli::Verb ifdel;
extern const cli::Verb ifchange;
extern const cli::Verb sync;

}  // namespace snet::route
