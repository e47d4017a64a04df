#pragma once

#include "tools/cli/command.hpp"

/// The verbs of snet-arp, a file each.
namespace snet::arp {

extern const cli::Verb list;
extern const cli::Verb get;
extern const cli::Verb scan;
extern const cli::Verb probe;
extern const cli::Verb announce;
extern const cli::Verb vendor;
extern const cli::Verb add;
extern const cli::Verb replace;
extern const cli::Verb del;
extern const cli::Verb flush;
extern const cli::Verb sync;

}  // namespace snet::arp
