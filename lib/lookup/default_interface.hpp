#pragma once

#include <span>
#include <string_view>

#include "snet/interface.hpp"

namespace snet {

/// The interface that is meant when none is named: `device`, the default route's, if it is not empty; else the first
/// that is up with an address and not loopback, else loopback. Null if there is not even that.
const Interface* choose_default_interface(std::span<const Interface> interfaces, std::string_view device);

}  // namespace snet
