#pragma once

#include "tools/cli/command.hpp"

namespace snet::stacks {

extern const cli::Verb show;
extern const cli::Verb list;
extern const cli::Verb path;
extern const cli::Verb add;
extern const cli::Verb del;
extern const cli::Verb edit;
extern const cli::Verb check;
extern const cli::Verb freeze;
extern const cli::Verb diff;
extern const cli::Verb exec;
extern const cli::Verb reset;

}  // namespace snet::stacks
