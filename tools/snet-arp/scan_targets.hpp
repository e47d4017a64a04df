#pragma once

#include "snet/neighbor_scan.hpp"
#include "tools/cli/command.hpp"

namespace snet::arp {

/// What a call of `scan` is about, and the worst exit code of its lines on standard input.
struct NamedTargets {
    ScanTargets targets;
    cli::ExitCode code = cli::ExitCode::success;
};

/// Reads subjects and options. Of lines on standard input the wrong ones are reported and left out.
Result<NamedTargets> read_targets(const cli::Call& call);

}  // namespace snet::arp
