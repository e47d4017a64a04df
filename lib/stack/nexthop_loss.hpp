#pragma once

#include <string>
#include <string_view>

#include "snet/row_edit.hpp"

namespace snet {

/// The text without the next-hop objects whose way out is a device that goes down, without them in groups, and without
/// the routes that then have none: nexthop_flush_dev of Linux.
Result<std::string> without_nexthops(std::string_view text, const std::string& device, const EditScope& scope);

/// The text without the neighbors behind a device.
Result<std::string> without_neighbors(std::string_view text, const std::string& device, const EditScope& scope,
                                      std::optional<Family> family = std::nullopt);

}  // namespace snet
