#pragma once

#include <vector>

#include "lib/stack/own_rows.hpp"
#include "snet/interface.hpp"

namespace snet {

/// Makes the operating system's interfaces those of the stack: without the hidden ones, with what the file says of the
/// others, and with the file's own. Sorted by index.
void lay_interfaces(const OwnRows& own, std::vector<Interface>& interfaces);

/// The same for the addresses of these interfaces, which have the operating system's. A new address takes the place in
/// the order that Linux would give it.
void lay_addresses(const OwnRows& own, std::vector<Interface>& interfaces);

}  // namespace snet
