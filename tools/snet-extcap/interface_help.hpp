#pragma once

#include <string>

#include "snet/extcap/option.hpp"
#include "tools/snet-extcap/search.hpp"

namespace snet::plugins {

/// The options of an interface as a verb's own help would have them, under the plug-in's headings. Made safe.
std::string interface_help(const cli::Call& call, const extcap::InterfaceOfPlugin& interface,
                           const extcap::Options& options);

/// Prints it: the answer to `VERB IFACE --help`.
cli::Outcome print_interface_help(const cli::Call& call, const ChosenInterface& chosen, const extcap::Options& options);

}  // namespace snet::plugins
