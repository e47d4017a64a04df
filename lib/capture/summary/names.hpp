#pragma once

#include <cstdint>
#include <string_view>

namespace snet::capture {

/// Names of what numbers stand for; empty where there is none.
std::string_view ethertype_name(std::uint16_t type);
std::string_view ppp_protocol_name(std::uint16_t protocol);
std::string_view service_access_point_name(std::uint8_t point);  ///< of IEEE 802.2
std::string_view ip_protocol_name(std::uint8_t protocol);
std::string_view icmp_type_name(std::uint8_t type);
std::string_view icmp_unreachable_name(std::uint8_t code);
std::string_view icmpv6_type_name(std::uint8_t type);
std::string_view icmpv6_unreachable_name(std::uint8_t code);
std::string_view igmp_type_name(std::uint8_t type);

}  // namespace snet::capture
