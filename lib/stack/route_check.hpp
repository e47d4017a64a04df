#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/stack/on_link.hpp"
#include "snet/route.hpp"
#include "snet/stack.hpp"

namespace snet {

/// Whether a route or a rule may have this tos: its lowest two bits belong to ECN (RFC 3168).
Result<void> check_tos(std::uint8_t tos);

/// Holds a route that is to be added against the stack's tables and gives its next hops the devices that they leave
/// out: fib_create_info and fib6_nh_init of Linux. Everything refused is `invalid`, with the reason and what would be
/// right.
class RouteCheck {
  public:
    static Result<RouteCheck> read(const Stack& stack);

    Result<void> complete(Route& route);

  private:
    RouteCheck(const Stack& stack, std::vector<Interface>&& interfaces)
        : stack_(stack), interfaces_(std::move(interfaces)), on_link_(stack) {}

    Result<void> check_type(const Route& route) const;
    Result<void> check_object(const Route& route) const;
    Result<void> check_source(const Route& route);
    Result<void> find_device(NextHop& hop) const;
    Result<void> check_hop(NextHop& hop, const Route& route);
    Result<void> check_up(const NextHop& hop) const;
    Result<void> check_gateway(NextHop& hop, const Route& route);
    Result<void> check_ipv6_gateway(NextHop& hop, const Route& route);
    Result<void> check_onlink_device(const NextHop& hop) const;
    Result<void> check_onlink(const NextHop& hop, const Route& route);
    Result<void> check_on_link(NextHop& hop, const Route& route);
    bool is_refused(const OnLink::Way& way) const;
    const Interface* find(std::string_view device) const;
    bool is_own(const IpAddress& address, const std::string& device) const;

    const Stack& stack_;
    std::vector<Interface> interfaces_;
    OnLink on_link_;
};

}  // namespace snet
