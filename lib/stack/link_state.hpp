#pragma once

#include <string>
#include <string_view>

#include "lib/stack/edited_interface.hpp"

namespace snet {

/// What follows when an interface goes down or comes up: the text of which `text` is the one where its record says so
/// already, and `before` what the interface was.
Result<std::string> with_link_down(std::string_view text, const EditedInterface& before, const EditScope& scope);
Result<std::string> with_link_up(std::string_view text, const EditedInterface& before,
                                 const std::vector<Route>& routes_before, const EditScope& scope);

/// The same when its packets become too short for IPv6 (`has_room_for_ipv6`).
Result<std::string> with_ipv6_gone(std::string_view text, const EditedInterface& before, const EditScope& scope);

}  // namespace snet
