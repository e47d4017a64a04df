#include <algorithm>

#include "lib/lookup/source_address.hpp"
#include "snet/prefix.hpp"
#include "snet/route.hpp"

namespace snet {

namespace {

bool is_primary(const InterfaceAddress& address) {
    return address.family() == Family::ipv4 && (address.flags & address_secondary) == 0;
}

// The subnet is that of the peer where there is one, as the kernel keeps it (ifa_address).
bool holds(const InterfaceAddress& address, const IpAddress& gateway) {
    return Prefix::containing(address.peer.value_or(address.local), address.prefix_length).contains(gateway);
}

const InterfaceAddress* first_of_device(const Interface& device, const std::optional<IpAddress>& gateway,
                                        std::uint8_t scope, bool routes_localnet) {
    const std::uint8_t narrowest = routes_localnet ? scope_link : scope_host;
    const InterfaceAddress* first = nullptr;
    for (const InterfaceAddress& address : device.addresses) {
        if (!is_primary(address) || std::min(address.scope, narrowest) > scope) continue;
        if (!gateway || holds(address, *gateway)) return &address;
        if (!first) first = &address;
    }
    return first;
}

const InterfaceAddress* first_elsewhere(const Interface& device, std::uint8_t scope) {
    for (const InterfaceAddress& address : device.addresses)
        if (is_primary(address) && address.scope <= scope && address.scope != scope_link) return &address;
    return nullptr;
}

// What keeps an address of the outgoing device, or of another one, from being taken.
std::optional<Trace::SourceFate> obstacle(const InterfaceAddress& address, std::uint8_t scope, bool is_own) {
    if (!is_primary(address)) return Trace::SourceFate::secondary;
    if (address.scope > scope || (!is_own && address.scope == scope_link)) return Trace::SourceFate::narrow;
    return std::nullopt;
}

}  // namespace

std::optional<IpAddress> choose_ipv4_source(std::span<const Interface> interfaces, const Ipv4Policy& policy,
                                            std::uint32_t device, const std::optional<IpAddress>& gateway,
                                            std::uint8_t scope) {
    // Linux keeps gateways of both families in one place, and reads this one as IPv4.
    std::optional<IpAddress> near;
    if (gateway) near = IpAddress::from_bytes(Family::ipv4, gateway->bytes().data());
    const bool routes_localnet = std::ranges::find(policy.routes_localnet, device) != policy.routes_localnet.end();
    for (const Interface& one : interfaces)
        if (one.index == device)
            if (const auto* found = first_of_device(one, near, scope, routes_localnet)) return found->local;
    const std::uint32_t vrf = policy.vrfs.vrf_of(device);
    const auto goes_first = [&](const Interface& one) { return vrf == 0 ? one.is_loopback() : one.index == vrf; };
    for (const bool first : {true, false})
        for (const Interface& one : interfaces)
            if (goes_first(one) == first && policy.vrfs.vrf_of(one.index) == vrf)
                if (const auto* found = first_elsewhere(one, scope)) return found->local;
    return std::nullopt;
}

std::vector<Trace::SourceStep> trace_ipv4_sources(std::span<const Interface> interfaces, const Ipv4Policy& policy,
                                                  std::uint32_t device, const std::optional<IpAddress>& gateway,
                                                  std::uint8_t scope, const IpAddress& source) {
    using Fate = Trace::SourceFate;
    std::vector<Trace::SourceStep> steps;
    bool is_chosen = false;
    for (const Interface& one : interfaces) {
        const bool is_own = one.index == device;
        for (const InterfaceAddress& address : one.addresses) {
            if (address.family() != Family::ipv4) continue;
            const bool is_it = !is_chosen && address.local == source;
            is_chosen |= is_it;
            const Fate otherwise = !is_own || !policy.vrfs.are_together(one.index, device) ? Fate::device
                                   : gateway && !holds(address, *gateway)                  ? Fate::gateway
                                                                                           : Fate::behind;
            steps.push_back(
                {&one, &address, is_it ? Fate::chosen : obstacle(address, scope, is_own).value_or(otherwise)});
        }
    }
    return steps;
}

}  // namespace snet
