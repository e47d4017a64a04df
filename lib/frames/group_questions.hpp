#pragma once

#include <cstdint>
#include <vector>

#include "snet/ip_address.hpp"

/// What makes the nodes of a link show themselves, as IPv6 packets to all nodes.
namespace snet::frames {

/// Echo, please. The answers bring both numbers back.
std::vector<std::uint8_t> echo_question(const IpAddress& source, const IpAddress& destination, std::uint16_t identifier,
                                        std::uint16_t sequence);

/// The same with an option that nobody knows: who does not answer echo requests to a group complains of it.
std::vector<std::uint8_t> unknown_option_question(const IpAddress& source, const IpAddress& destination,
                                                  std::uint16_t identifier, std::uint16_t sequence);

/// Who listens to which groups? All nodes report within a second (a general query of RFC 3810 section 5.1). `source` is
/// link-local.
std::vector<std::uint8_t> listener_question(const IpAddress& source);

}  // namespace snet::frames
