#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "snet/neighbor_resolver.hpp"

namespace snet {

/// What a stack knows of the neighbors behind one of its interfaces.
class Link {
  public:
    static Result<Link> read(const Stack& stack, const std::string& device, const LearnedNeighbors* learned,
                             std::chrono::seconds max_age);

    const Interface& device() const { return device_; }

    /// What needs no row: a group, an own address, an interface without link-layer addresses.
    std::optional<Resolution> without_row(const Hop& hop) const;

    /// The row that counts most of those that tell the address; null: none does.
    const Neighbor* row(const IpAddress& address) const;

  private:
    void offer(const Neighbor& neighbor, std::chrono::seconds max_age);

    Interface device_;
    std::map<IpAddress, Neighbor> rows_;
};

/// The same of a group's address to which there is no route, so that its interface is not known.
std::optional<Resolution> group_without_link(const Hop& hop);

/// An address of the machine's own, on whichever interface: that one's MAC.
Result<Resolution> own_resolution(const Stack& stack, const Hop& hop);

}  // namespace snet
