#pragma once

#include "tools/snet-ifaces/interface_printer.hpp"

namespace snet {

/// Prints the interfaces that capture plug-ins offer, as `snet-extcap list` finds them. -v tells what was skipped.
Result<void> print_plugin_interfaces(const cli::Call& call, const Stack& stack, InterfacePrinter& printer);

}  // namespace snet
