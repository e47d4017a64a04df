#pragma once

#include "tools/cli/command.hpp"

namespace snet {

extern const cli::Verb list_interfaces;
extern const cli::Verb show_interfaces;
extern const cli::Verb interface_names;
extern const cli::Verb interface_address;
extern const cli::Verb interface_mac;
extern const cli::Verb default_interface;

}  // namespace snet
