#pragma once

#include "tools/cli/command.hpp"

/// The verbs of snet-arp, a file each.
namespace snet::arp {

extern const cli::Verb list;
extern const cli::Verb vendor;

}  // namespace snet::arp
