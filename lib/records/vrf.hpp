#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "snet/interface.hpp"

namespace snet {

/// Whether the interface is a VRF (an "L3 master device" of Linux): its ports look up in a table of its own.
bool is_vrf(const Interface& interface);

/// The table of a VRF whose details are known.
std::optional<std::uint32_t> vrf_table(const Interface& interface);

/// Which VRF each interface belongs to (l3mdev_master_ifindex of Linux); a VRF belongs to itself.
class VrfMembers {
  public:
    VrfMembers() = default;
    explicit VrfMembers(std::span<const Interface> interfaces);

    /// The index of the VRF; 0 for an interface that is in none.
    std::uint32_t vrf_of(std::uint32_t index) const;

    /// Whether two interfaces, by index, are in the same VRF or both in none.
    bool are_together(std::uint32_t one, std::uint32_t other) const { return vrf_of(one) == vrf_of(other); }

  private:
    std::vector<std::pair<std::uint32_t, std::uint32_t>> vrfs_;  ///< interface and VRF, by index
};

}  // namespace snet
