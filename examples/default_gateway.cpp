// Prints the default gateway. Against an installed libsnet:
//   c++ -std=c++23 default_gateway.cpp -o default_gateway $(pkg-config --cflags --libs snet)
#include <cstdio>
#include <snet/stack.hpp>

int main() {
    const auto stack = snet::Stack::open();
    const auto route = stack ? stack->default_route(snet::Family::ipv4) : std::unexpected(stack.error());
    if (!route) {
        std::fprintf(stderr, "default_gateway: %s\n", route.error().message.c_str());
        return 2;
    }
    const auto* hop = *route ? (*route)->living_next_hop() : nullptr;
    if (!hop || !hop->gateway) return 1;
    std::puts(hop->gateway->to_string().c_str());
}
