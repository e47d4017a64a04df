#pragma once

#include <optional>
#include <string>

#include "snet/lookup.hpp"
#include "snet/neighbor_resolver.hpp"

namespace snet::arp {

/// Looks up to whom packets of the user's are handed.
class HopFinder {
  public:
    /// `device`: the only interface that they may leave by; empty: any. With `reads_all` the tables are read once, for
    /// many addresses, else for each address what it needs.
    HopFinder(const Stack& stack, std::string device, bool reads_all)
        : stack_(stack), device_(std::move(device)), reads_all_(reads_all) {}

    /// `not_found` where there is no way, with the reason.
    Result<Hop> find(const ZonedAddress& address);

  private:
    Result<Flow> flow_to(const ZonedAddress& address) const;

    const Stack& stack_;
    std::string device_;
    bool reads_all_;
    std::optional<Lookup> lookup_;
};

}  // namespace snet::arp
