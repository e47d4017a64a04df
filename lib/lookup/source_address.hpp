#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "snet/address_label.hpp"
#include "snet/interface.hpp"

namespace snet {

/// What IPv4 source selection reads besides the interfaces.
struct Ipv4Policy {
    std::vector<std::uint32_t> routes_localnet;  ///< indices of the devices with route_localnet
};

/// inet_select_addr of Linux: the first primary address of the device whose subnet holds the gateway and whose scope is
/// not wider than `scope`; without a gateway, or where none holds it, the first of that scope; else lo's, then the
/// other devices', those of link scope excepted. `device` is an index. Other devices come by their index, which is the
/// order in which they were made unless somebody chose indices.
std::optional<IpAddress> choose_ipv4_source(std::span<const Interface> interfaces, const Ipv4Policy& policy,
                                            std::uint32_t device, const std::optional<IpAddress>& gateway,
                                            std::uint8_t scope);

/// What IPv6 source selection reads besides the interfaces.
struct Ipv6Policy {
    std::vector<AddressLabel> labels;
    std::vector<std::uint32_t> prefers_temporary;  ///< indices of the devices with use_tempaddr > 1
    std::vector<std::uint32_t> own_only;           ///< indices of the devices with use_oif_addrs_only
    std::vector<std::uint32_t> uses_optimistic;    ///< indices of the devices with optimistic_dad and use_optimistic
};

/// RFC 6724 section 5 as ipv6_dev_get_saddr of Linux reads it. Ties between devices are broken by their index.
std::optional<IpAddress> choose_ipv6_source(std::span<const Interface> interfaces, const Ipv6Policy& policy,
                                            std::uint32_t device, const IpAddress& destination);

}  // namespace snet
