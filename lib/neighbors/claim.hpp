#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "snet/ip_address.hpp"
#include "snet/mac_address.hpp"

namespace snet {

/// What somebody else on the link says of an address while we ask whether it is free.
struct Claim {
    MacAddress mac;
    bool is_probe = false;  ///< no more than that he asks the same

    bool operator==(const Claim&) const = default;
};

/// What a frame claims of `address`: any ARP from it, or an advertisement of it; or the same question as ours. None if
/// nothing, or if it is from `own`.
std::optional<Claim> claim_of(std::span<const std::uint8_t> frame, const IpAddress& address, const MacAddress& own);

}  // namespace snet
