#include "lib/lookup/settings.hpp"

#include <algorithm>

#include "snet/route.hpp"

namespace snet {

namespace {

template <class Holds>
bool any_address(const Interface& interface, Holds holds) {
    return std::ranges::any_of(interface.addresses, holds);
}

Device make_device(const Interface& interface, const Settings& settings) {
    const auto both = [&](Family family, std::string_view setting) {
        return settings.is_set_here_or_for_all(family, interface.name, setting);
    };
    const auto filter = [&](std::string_view part) { return settings.value(Family::ipv4, part, "rp_filter"); };
    const auto redirects = [&](std::string_view part) {
        return settings.value(Family::ipv4, part, "send_redirects") != 0;
    };
    return {
        .interface = &interface,
        .forwards = settings.is_set(Family::ipv4, interface.name, "forwarding"),
        .forwards_broadcasts = settings.is_set(Family::ipv4, interface.name, "bc_forwarding") &&
                               settings.is_set(Family::ipv4, "all", "bc_forwarding"),
        .reverse_path_filter = std::max(filter(interface.name), filter("all")),
        .accepts_local = both(Family::ipv4, "accept_local"),
        .routes_localnet = both(Family::ipv4, "route_localnet"),
        .marks_reverse_path = both(Family::ipv4, "src_valid_mark"),
        .sends_redirects = redirects(interface.name) || redirects("all"),
        .ignores_linkdown_ipv4 = both(Family::ipv4, "ignore_routes_with_linkdown"),
        .ignores_linkdown_ipv6 = both(Family::ipv6, "ignore_routes_with_linkdown"),
    };
}

}  // namespace

int default_setting(std::string_view name) {
    return name.ends_with("send_redirects") ? 1 : 0;
}

bool is_setting_for(const Flow& flow, std::string_view name) {
    if (name.starts_with("net.ipv4.") != flow.destination.is_ipv4()) return false;
    if (!flow.iif.empty() || flow.destination.is_ipv6()) return true;
    return name.ends_with("route_localnet") || name.ends_with("ignore_routes_with_linkdown");
}

std::string setting_name(Family family, std::string_view part, std::string_view key) {
    std::string name = family == Family::ipv4 ? "net.ipv4.conf." : "net.ipv6.conf.";
    for (const char c : part)
        name += c == '.' ? '/' : c;
    return name + "." + std::string(key);
}

int Settings::value(Family family, std::string_view part, std::string_view setting) const {
    return ask_(setting_name(family, part, setting)).value_or(default_setting(setting));
}

Ipv4Policy read_ipv4_policy(const Settings& settings, std::span<const Interface> interfaces) {
    Ipv4Policy policy;
    policy.vrfs = VrfMembers(interfaces);
    for (const Interface& one : interfaces)
        if (any_address(one, [](const auto& its) { return its.family() == Family::ipv4 && its.scope > scope_link; }) &&
            settings.is_set_here_or_for_all(Family::ipv4, one.name, "route_localnet"))
            policy.routes_localnet.push_back(one.index);
    return policy;
}

Ipv6Policy read_ipv6_policy(const Settings& settings, std::span<const Interface> interfaces) {
    Ipv6Policy policy;
    policy.vrfs = VrfMembers(interfaces);
    for (const Interface& one : interfaces) {
        // A file is opened for each setting: only where there is an address that it says something of.
        if (any_address(one, [](const auto& its) { return its.family() == Family::ipv6; }) &&
            settings.value(Family::ipv6, one.name, "use_tempaddr") >= 2)
            policy.prefers_temporary.push_back(one.index);
        if (settings.is_set(Family::ipv6, one.name, "use_oif_addrs_only")) policy.own_only.push_back(one.index);
        if (any_address(one, [](const auto& its) { return (its.flags & address_optimistic) != 0; }) &&
            settings.is_set_here_or_for_all(Family::ipv6, one.name, "optimistic_dad") &&
            settings.is_set_here_or_for_all(Family::ipv6, one.name, "use_optimistic"))
            policy.uses_optimistic.push_back(one.index);
    }
    return policy;
}

LookupSettings read_lookup_settings(const Settings& settings, std::span<const Interface> interfaces) {
    LookupSettings out;
    for (const Interface& one : interfaces)
        out.devices.emplace(one.name, make_device(one, settings));
    out.ipv4 = read_ipv4_policy(settings, interfaces);
    for (const Interface& one : interfaces)
        if (const auto vrf = out.ipv4.vrfs.vrf_of(one.index); vrf != 0)
            out.devices.at(one.name).vrf = &*std::ranges::find(interfaces, vrf, &Interface::index);
    out.ipv6 = read_ipv6_policy(settings, interfaces);
    out.forwards_ipv6 = settings.is_set(Family::ipv6, "all", "forwarding");
    return out;
}

}  // namespace snet
