#pragma once

#include <optional>

#include "snet/route.hpp"

namespace snet {

/// Chooses among the routes of one family and table, offered in the kernel's order, the one that look-up of an address
/// with no better route takes.
class DefaultRoute {
  public:
    void offer(const Route& route);

    /// The best; none if there was none, or a refusing one comes first.
    std::optional<Route> take();

  private:
    std::optional<Route> best_;
};

}  // namespace snet
