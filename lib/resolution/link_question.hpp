#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "lib/frames/arp.hpp"
#include "lib/frames/neighbor_discovery.hpp"
#include "snet/error.hpp"
#include "snet/interface.hpp"
#include "snet/neighbor_resolver.hpp"

namespace snet {

/// Who has the hop's address? As a packet, and what is an answer to it.
class LinkQuestion {
  public:
    /// On an interface of the operating system, whose MAC and addresses these are. `source`, if it is of the address's
    /// family, is where it comes from, whoever has that.
    static Result<LinkQuestion> make(const Hop& hop, const Interface& device, const std::optional<IpAddress>& source);

    /// From the Ethernet header on if `needs_frames`, else from the IPv6 header on.
    std::span<const std::uint8_t> bytes() const { return bytes_; }

    /// ARP, and neighbor discovery from an address that the operating system has not.
    bool needs_frames() const { return needs_frames_; }

    std::optional<MacAddress> answer(const frames::ArpFrame& heard) const;
    std::optional<MacAddress> answer(const frames::NeighborAdvertisement& heard) const;

  private:
    MacAddress own_;
    std::variant<frames::ArpFrame, frames::NeighborSolicitation> message_;
    std::vector<std::uint8_t> bytes_;
    bool needs_frames_ = true;
};

}  // namespace snet
