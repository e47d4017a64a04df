#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "snet/stack.hpp"

namespace snet {

/// What is looked for in the tables: the way to a gateway that a route is to have.
struct GatewayQuestion {
    IpAddress gateway;
    std::string device;                              ///< empty: any
    std::uint8_t scope = 0;                          ///< IPv4: routes of a smaller RT_SCOPE_* are passed over
    std::optional<IpAddress> source = std::nullopt;  ///< IPv6: that of the route, by which one table is asked
};

/// The effective routes as a gateway is looked up in them when a route is added: fib_check_nh_v4_gw and
/// ip6_route_check_nh of Linux.
class OnLink {
  public:
    explicit OnLink(const Stack& stack) : stack_(stack) {}

    struct Way {
        RouteType type = RouteType::unspecified;
        std::string device;
        bool has_gateway = false;
        Prefix destination;
    };

    /// The way that a table alone tells.
    Result<std::optional<Way>> in_table(const GatewayQuestion& question, std::uint32_t table);

    /// The way that the rules lead to.
    Result<std::optional<Way>> by_rules(const GatewayQuestion& question);

    /// What kind of address it is to this machine, as the table local says: unicast for any other.
    Result<RouteType> type_of(const IpAddress& address);

  private:
    Result<bool> is_merged();

    const Stack& stack_;
    std::optional<bool> is_merged_;
};

}  // namespace snet
