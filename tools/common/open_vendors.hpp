#pragma once

#include <optional>

#include "snet/vendors.hpp"
#include "tools/cli/command.hpp"

namespace snet {

/// The registry of MAC vendors, for a verb that was asked for them. Without one there are no vendors; -v says why.
std::optional<Vendors> open_vendors(const cli::Call& call);

}  // namespace snet
