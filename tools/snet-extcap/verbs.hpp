#pragma once

#include "tools/cli/command.hpp"

/// The verbs of snet-extcap, a file each.
namespace snet::plugins {

extern const cli::Verb list;
extern const cli::Verb show;
extern const cli::Verb dlts;
extern const cli::Verb reload;

}  // namespace snet::plugins
