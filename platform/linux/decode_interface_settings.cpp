#include <linux/if_link.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <cstring>

#include "platform/linux/decode.hpp"

namespace snet::platform {

namespace {

struct Place {
    std::size_t at;  ///< in the kernel's array of 32-bit numbers
    std::string_view key;
};

// The array of IFLA_INET_CONF begins with setting 1.
constexpr Place ipv4_places[] = {
    {IPV4_DEVCONF_FORWARDING - 1, "forwarding"},
    {IPV4_DEVCONF_SEND_REDIRECTS - 1, "send_redirects"},
    {IPV4_DEVCONF_RP_FILTER - 1, "rp_filter"},
    {IPV4_DEVCONF_ACCEPT_LOCAL - 1, "accept_local"},
    {IPV4_DEVCONF_SRC_VMARK - 1, "src_valid_mark"},
    {IPV4_DEVCONF_ROUTE_LOCALNET - 1, "route_localnet"},
    {IPV4_DEVCONF_IGNORE_ROUTES_WITH_LINKDOWN - 1, "ignore_routes_with_linkdown"},
    {IPV4_DEVCONF_BC_FORWARDING - 1, "bc_forwarding"},
};

constexpr Place ipv6_places[] = {
    {DEVCONF_USE_TEMPADDR, "use_tempaddr"},
    {DEVCONF_OPTIMISTIC_DAD, "optimistic_dad"},
    {DEVCONF_USE_OPTIMISTIC, "use_optimistic"},
    {DEVCONF_USE_OIF_ADDRS_ONLY, "use_oif_addrs_only"},
    {DEVCONF_IGNORE_ROUTES_WITH_LINKDOWN, "ignore_routes_with_linkdown"},
};

void add_settings(Family family, std::span<const Place> places, Bytes numbers, InterfaceSettings& out) {
    for (const auto& [at, key] : places) {
        std::int32_t value = 0;
        if ((at + 1) * sizeof value > numbers.size()) continue;  // an older kernel's
        std::memcpy(&value, numbers.data() + at * sizeof value, sizeof value);
        out.settings.push_back({family, key, value});
    }
}

}  // namespace

bool decode_interface_settings(Bytes message, InterfaceSettings& out) {
    if (message.size() < sizeof(ifinfomsg)) return false;
    const AttributeTable<IFLA_AF_SPEC> attributes(message.subspan(sizeof(ifinfomsg)));
    out.device = string(attributes[IFLA_IFNAME]);
    out.settings.clear();
    for (const auto& [family, payload] : Attributes(attributes[IFLA_AF_SPEC])) {
        if (family == AF_INET)
            add_settings(Family::ipv4, ipv4_places, AttributeTable<IFLA_INET_CONF>(payload)[IFLA_INET_CONF], out);
        if (family == AF_INET6)
            add_settings(Family::ipv6, ipv6_places, AttributeTable<IFLA_INET6_CONF>(payload)[IFLA_INET6_CONF], out);
    }
    return !out.device.empty();
}

}  // namespace snet::platform
