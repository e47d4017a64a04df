#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "lib/records/vrf.hpp"
#include "snet/address_label.hpp"
#include "snet/interface.hpp"
#include "snet/lookup.hpp"

namespace snet {

/// What IPv4 source selection reads besides the interfaces.
struct Ipv4Policy {
    std::vector<std::uint32_t> routes_localnet;  ///< indices of the devices with route_localnet
    VrfMembers vrfs;
};

/// inet_select_addr of Linux: the first primary address of the device whose subnet holds the gateway and whose scope is
/// not wider than `scope`; without a gateway, or where none holds it, the first of that scope; else lo's (in a VRF, the
/// VRF's), then the other devices' of the same VRF or of none, those of link scope excepted. `device` is an index.
/// Other devices come by their index, which is the order in which they were made unless somebody chose indices.
std::optional<IpAddress> choose_ipv4_source(std::span<const Interface> interfaces, const Ipv4Policy& policy,
                                            std::uint32_t device, const std::optional<IpAddress>& gateway,
                                            std::uint8_t scope);

/// What became of each address of the devices, once `source` was chosen so.
std::vector<Trace::SourceStep> trace_ipv4_sources(std::span<const Interface> interfaces, const Ipv4Policy& policy,
                                                  std::uint32_t device, const std::optional<IpAddress>& gateway,
                                                  std::uint8_t scope, const IpAddress& source);

/// What IPv6 source selection reads besides the interfaces.
struct Ipv6Policy {
    std::vector<AddressLabel> labels;
    std::vector<std::uint32_t> prefers_temporary;  ///< indices of the devices with use_tempaddr > 1
    std::vector<std::uint32_t> own_only;           ///< indices of the devices with use_oif_addrs_only
    std::vector<std::uint32_t> uses_optimistic;    ///< indices of the devices with optimistic_dad and use_optimistic
    VrfMembers vrfs;
};

/// RFC 6724 section 5 as ipv6_dev_get_saddr of Linux reads it. Ties between devices are broken by their index. Devices
/// of another VRF have no candidates.
std::optional<IpAddress> choose_ipv6_source(std::span<const Interface> interfaces, const Ipv6Policy& policy,
                                            std::uint32_t device, const IpAddress& destination);

/// What became of each address of the devices.
std::vector<Trace::SourceStep> trace_ipv6_sources(std::span<const Interface> interfaces, const Ipv6Policy& policy,
                                                  std::uint32_t device, const IpAddress& destination);

}  // namespace snet
