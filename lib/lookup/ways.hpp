#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "lib/lookup/route_table.hpp"

namespace snet {

/// Which prefixes of a large IPv4 table lead the same way: a packet to any address of a number has the answer of every
/// other, but for its destination. Made for tables that are asked alone, which no rule comes before: there are few ways
/// and very many prefixes, and the way of a packet is then found without a look at its routes.
class Ways {
  public:
    static constexpr std::uint32_t unknown = 0xffffffff;

    explicit Ways(const RouteTable& table);

    /// The way of a node, or `unknown` where more than the prefix decides.
    std::uint32_t way(std::uint32_t node) const { return ways_[node]; }

  private:
    std::vector<std::uint32_t> ways_;
};

}  // namespace snet
