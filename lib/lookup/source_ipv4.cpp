#include <linux/if_addr.h>

#include "lib/lookup/source_address.hpp"
#include "snet/prefix.hpp"
#include "snet/route.hpp"

namespace snet {

namespace {

bool is_candidate(const InterfaceAddress& address, std::uint8_t scope) {
    return address.family() == Family::ipv4 && (address.flags & IFA_F_SECONDARY) == 0 && address.scope <= scope;
}

// The subnet is that of the peer where there is one, as the kernel keeps it (ifa_address).
bool holds(const InterfaceAddress& address, const IpAddress& gateway) {
    return Prefix::containing(address.peer.value_or(address.local), address.prefix_length).contains(gateway);
}

const InterfaceAddress* first_of_device(const Interface& device, const std::optional<IpAddress>& gateway,
                                        std::uint8_t scope) {
    const InterfaceAddress* first = nullptr;
    for (const InterfaceAddress& address : device.addresses) {
        if (!is_candidate(address, scope)) continue;
        if (!gateway || holds(address, *gateway)) return &address;
        if (!first) first = &address;
    }
    return first;
}

const InterfaceAddress* first_elsewhere(const Interface& device, std::uint8_t scope) {
    for (const InterfaceAddress& address : device.addresses)
        if (is_candidate(address, scope) && address.scope != scope_link) return &address;
    return nullptr;
}

}  // namespace

std::optional<IpAddress> choose_ipv4_source(std::span<const Interface> interfaces, std::uint32_t device,
                                            const std::optional<IpAddress>& gateway, std::uint8_t scope) {
    const std::optional<IpAddress> near = gateway && gateway->is_ipv4() ? gateway : std::nullopt;
    for (const Interface& one : interfaces)
        if (one.index == device)
            if (const auto* found = first_of_device(one, near, scope)) return found->local;
    for (const bool loopback : {true, false})
        for (const Interface& one : interfaces)
            if (one.is_loopback() == loopback)
                if (const auto* found = first_elsewhere(one, scope)) return found->local;
    return std::nullopt;
}

}  // namespace snet
