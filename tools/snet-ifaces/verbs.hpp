#pragma once

#include "tools/cli/command.hpp"

namespace snet {

extern const cli::Verb list_interfaces;
extern const cli::Verb show_interfaces;
extern const cli::Verb interface_names;
extern const cli::Verb interface_address;
extern const cli::Verb interface_mac;
extern const cli::Verb default_interface;
extern const cli::Verb add_interface_or_address;
extern const cli::Verb set_interface_words;
extern const cli::Verb delete_interface_or_address;
extern const cli::Verb sync_interfaces;

}  // namespace snet
