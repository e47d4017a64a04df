#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "snet/ip_address.hpp"
#include "snet/link_address.hpp"
#include "snet/names.hpp"
#include "snet/origin.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// NUD_* of linux/neighbour.h, by value: bits, of which the kernel sets one.
enum class NeighborState : std::uint16_t {
    none = 0,
    incomplete = 0x01,
    reachable = 0x02,
    stale = 0x04,
    delay = 0x08,
    probe = 0x10,
    failed = 0x20,
    noarp = 0x40,
    permanent = 0x80,
};

/// The words of all bits that are set, in iproute2's order: {"REACHABLE"}. Empty for `none`.
std::vector<std::string> neighbor_state_names(NeighborState state);
std::optional<NeighborState> parse_neighbor_state(std::string_view word);  ///< any case

/// An entry of the ARP cache or of IPv6's neighbor cache (RTM_NEWNEIGH of linux/neighbour.h).
struct Neighbor {
    IpAddress address;
    std::string device;
    std::uint16_t link_type = 1;     ///< ARPHRD_* of the device; 1 is Ethernet
    std::optional<LinkAddress> mac;  ///< none while unresolved
    NeighborState state = NeighborState::none;
    std::uint8_t flags = 0;            ///< NTF_*
    std::uint32_t extended_flags = 0;  ///< NTF_EXT_* (NDA_FLAGS_EXT)
    std::optional<std::uint8_t> protocol;
    std::optional<std::uint32_t> confirmed_ago;  ///< seconds since it was last known to be right
    std::optional<std::uint32_t> used_ago;       ///< seconds
    std::optional<std::uint32_t> updated_ago;    ///< seconds
    std::optional<std::uint32_t> references;
    std::optional<std::uint32_t> probes;
    Origin origin = Origin::os;

    bool is_router() const;              ///< NTF_ROUTER
    bool is_proxy() const;               ///< NTF_PROXY: answered for, not known
    bool is_externally_learned() const;  ///< NTF_EXT_LEARNED
    bool is_managed() const;             ///< NTF_EXT_MANAGED: the kernel keeps it resolved

    /// Reads what `ip neigh` prints: `10.0.0.1 dev eth0 lladdr 02:00:00:00:00:01 router REACHABLE`; also `nud STATE`.
    static Result<Neighbor> parse(std::string_view text, const Names& names);
    std::string to_string(const Names& names) const;  ///< as `ip neigh` prints it

    bool operator==(const Neighbor&) const = default;
};

}  // namespace snet
#pragma GCC visibility pop
