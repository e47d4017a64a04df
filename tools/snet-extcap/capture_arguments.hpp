#pragma once

#include <optional>

#include "snet/extcap/capture_plan.hpp"
#include "tools/snet-extcap/search.hpp"

namespace snet::plugins {

/// An option of `capture`.
inline constexpr cli::Option defaults_option = {"send-defaults", 0, "", "pass all defaults, as tshark does"};

/// What `capture [OPTION...] IFACE [--NAME VALUE]...` is to run, once its plug-in has been asked for its options. The
/// verb has the options `folder_option`, `trust_option`, `time_option` and `defaults_option`, and is_for_command. None:
/// `IFACE --help` was wanted, and is printed.
Result<std::optional<extcap::CapturePlan>> read_capture_plan(const cli::Call& call);

/// Prints the command line on stdout, secrets as `***`: the answer to --dry-run.
cli::Outcome print_capture_command(const extcap::CapturePlan& plan, const extcap::CapturePaths& paths,
                                   const std::optional<std::string>& filter);

}  // namespace snet::plugins
