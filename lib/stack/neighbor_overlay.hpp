#pragma once

#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>

#include "lib/stack/own_rows.hpp"
#include "snet/function_ref.hpp"
#include "snet/interface.hpp"
#include "snet/query.hpp"

namespace snet {

/// The neighbors of a stack's file laid over the operating system's. Those of interfaces that are not there are left
/// out.
class NeighborOverlay {
  public:
    /// `interfaces` are the stack's; both outlive this.
    NeighborOverlay(const OwnRows& own, std::span<const Interface> interfaces);

    /// Whether the stack has this neighbor of the operating system.
    bool keeps(const Neighbor& neighbor) const;

    /// Calls back for the file's own that the query wants, in its order.
    void each_own(const NeighborQuery& query, FunctionRef<Next(const Neighbor&)> row) const;

  private:
    using Key = std::tuple<std::string_view, IpAddress, bool>;
    static Key key(const Neighbor& neighbor) { return {neighbor.device, neighbor.address, neighbor.is_proxy()}; }

    const OwnRows& own_;
    std::set<std::string_view> devices_;
    std::set<std::string, std::less<>> hidden_;  ///< of the operating system's
    std::set<Key> keys_;
};

}  // namespace snet
