#pragma once

#include <cstdint>
#include <optional>

#include "platform/linux/attributes.hpp"
#include "snet/ip_address.hpp"

namespace snet::platform {

/// RTA_VIA: a gateway with its family (struct rtvia of linux/rtnetlink.h).
std::optional<IpAddress> decode_via(Bytes payload);

}  // namespace snet::platform
