// Edits of interfaces and addresses, one after the other: whatever they were, each address of an interface that is up
// has its local route, and no packet leaves through one that is down.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "snet/interface_edit.hpp"

namespace {

using namespace snet;

const Names names(true, "/nonexistent");
const EditScope scope{"f", names, std::nullopt};

// None is another's broadcast address: of what has such a source the kernel makes no routes.
constexpr std::string_view addresses[] = {"10.0.0.1/24",   "10.0.0.2/24",    "10.0.0.3/25",     "10.0.0.77/16",
                                          "10.0.0.4/32",   "2001:db8::1/64", "2001:db8::2/64",  "2001:db8::3/127",
                                          "2001:db8::/48", "10.1.0.1/31",    "2001:db8::9/128", "10.0.0.5/24",
                                          "127.0.0.9/8",   "192.0.2.1/30"};
constexpr std::string_view words[] = {"",
                                      " noprefixroute",
                                      " metric 5",
                                      " broadcast 10.0.0.250",
                                      " peer 10.0.0.9",
                                      " peer 2001:db8::9",
                                      " scope link",
                                      " nodad"};

template <std::size_t size>
std::string pick(const std::string_view (&from)[size], unsigned which) {
    return std::string(from[which % size]);
}

// What the bytes say is done with the device.
Result<std::string> edited(const std::string& text, const std::string& device, std::uint8_t verb, std::uint8_t what) {
    const std::string address = device + " " + pick(addresses, what & 15U);
    if (verb % 8 < 4) return put_address(text, address + pick(words, what >> 4U), scope);
    if (verb % 8 < 6) return remove_address(text, address, scope);
    return set_interface(text, device + (verb % 8 == 6 ? " down" : " up"), scope);
}

bool leads_through(const Route& route, const std::string& device) {
    return std::ranges::any_of(route.next_hops,
                               [&](const NextHop& hop) { return hop.device == device && (hop.flags & 1U) == 0; });
}

void check(const std::string& text) {
    const auto stack = stack_of(text, scope);
    if (!stack) std::abort();
    const auto routes = stack->routes({.family = {}, .table = {}, .device = {}});
    for (const Interface& one : stack->interfaces().value()) {
        const auto is_local = [&](const Route& route, const IpAddress& address) {
            return route.type == RouteType::local && route.destination.address() == address &&
                   route.destination.is_host() && leads_through(route, one.name);
        };
        for (const InterfaceAddress& address : one.addresses)
            if (one.is_up() &&
                std::ranges::none_of(*routes, [&](const Route& route) { return is_local(route, address.local); }))
                std::abort();
        for (const Route& route : *routes)
            if (!one.is_up() && route.type == RouteType::unicast && leads_through(route, one.name)) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t most_edits = 20;
    if (size == 0) return 0;
    std::string text =
        "snet 1\nbase none\ninterface a index 2 mtu 1500 up carrier on type ether\ninterface b index 3 type ether\n";
    if ((data[0] & 1U) != 0) text += "sysctl net.ipv4.conf.all.promote_secondaries 1\n";
    if ((data[0] & 2U) != 0) text += "sysctl net.ipv6.conf.all.keep_addr_on_down 1\n";
    if ((data[0] & 4U) != 0) text += "sysctl net.ipv6.conf.a.forwarding 1\n";
    for (std::size_t i = 1; i + 1 < size && i < 2 * most_edits; i += 2) {
        auto next = edited(text, (data[i] & 0x80U) != 0 ? "b" : "a", data[i], data[i + 1]);
        if (next) text = std::move(*next);
        if (next) check(text);
    }
    return 0;
}
