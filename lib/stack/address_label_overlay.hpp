#pragma once

#include <span>
#include <vector>

#include "lib/stack/own_rows.hpp"
#include "snet/address_label.hpp"
#include "snet/interface.hpp"

namespace snet {

/// Takes from the operating system's address labels those that the file hides and those of interfaces that the stack
/// has not, and adds the file's. `interfaces` are the stack's.
void lay_address_labels(const OwnRows& own, std::span<const Interface> interfaces, std::vector<AddressLabel>& labels);

}  // namespace snet
