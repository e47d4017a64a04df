#pragma once

#include <optional>
#include <string_view>

#include "snet/neighbor_resolver.hpp"

namespace snet::arp {

/// Whose neighbor a subject asks for: an address whose way is to be looked up, or a route that was.
struct HopLine {
    ZonedAddress address;
    std::optional<Hop> route;
};

/// Reads `ADDR`, `ADDR%DEVICE`, a line that `snet-route get` prints (`ADDR via G dev D src S`), or a JSON object with
/// its keys; what has a `dev` is a route. An object without an address, and one that says that there is no way, is
/// `not_found`: the negative answer of the tool before.
Result<HopLine> read_hop_line(std::string_view text);

}  // namespace snet::arp
