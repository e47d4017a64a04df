#pragma once

#include <span>

#include "snet/interface.hpp"

namespace snet {

/// The interface that is meant when none is named and no default route has one: the first that is up with an address
/// and not loopback, else loopback. Null if there is not even that.
const Interface* choose_default_interface(std::span<const Interface> interfaces);

}  // namespace snet
