#pragma once

#include <optional>
#include <string>

#include "snet/stack.hpp"
#include "tools/cli/command.hpp"

namespace snet {

/// Which routes `list` shows: `query` is what the kernel chooses by, the rest is looked at here.
struct RouteFilter {
    RouteQuery query;
    bool only_default = false;
    std::optional<Prefix> exact;
    std::optional<Prefix> within;
    std::optional<IpAddress> match;
    std::optional<IpAddress> via;

    bool keeps(const Route& route) const {
        const bool keeps_all = !only_default && !exact && !within && !match && !via;
        return keeps_all || matches(route);
    }

  private:
    bool matches(const Route& route) const;
};

/// What the words of the call say. The stack knows which devices there are.
Result<RouteFilter> read_route_filter(const cli::Call& call, const Stack& stack, const Names& names);

}  // namespace snet
