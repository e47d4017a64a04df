#include "lib/neighbors/wire_link.hpp"

#include <algorithm>

#include "lib/frames/ethernet.hpp"
#include "lib/records/interface_flags.hpp"

namespace snet {

namespace {

constexpr std::uint16_t ethernet = 1;  // ARPHRD_ETHER of linux/if_arp.h

std::unexpected<Error> cannot_ask(std::string_view name, const char* why) {
    return fail(ErrorKind::unsupported, std::string(name) + ": nobody can be asked there: " + why);
}

}  // namespace

Prefix subnet_of(const InterfaceAddress& address) {
    return Prefix::containing(address.peer.value_or(address.local), address.prefix_length);
}

bool is_usable(const InterfaceAddress& address) {
    const bool is_waiting = (address.flags & address_tentative) != 0 && (address.flags & address_optimistic) == 0;
    return !is_waiting && (address.flags & address_dad_failed) == 0;
}

Result<WireLink> WireLink::read(platform::Tables& os, std::string_view name) {
    const auto found = os.link(name, {.addresses = false});
    if (!found && found.error().kind == ErrorKind::not_found)
        return cannot_ask(name, "the operating system has no such interface");
    if (!found) return std::unexpected(found.error());
    const auto mac = found->mac();
    if (found->link_type != ethernet || !mac || !frames::is_unicast(*mac)) return cannot_ask(name, "it is no Ethernet");
    if ((found->flags & interface_no_arp) != 0) return cannot_ask(name, "it has no ARP (NOARP)");
    if (!found->is_up()) return cannot_ask(name, "it is down");
    auto addresses = os.addresses(found->index);
    if (!addresses) return std::unexpected(std::move(addresses.error()));
    return WireLink{.index = found->index, .name = found->name, .mac = *mac, .addresses = std::move(*addresses)};
}

std::optional<IpAddress> WireLink::link_local() const {
    const auto found = std::ranges::find_if(addresses, [](const InterfaceAddress& one) {
        return one.local.is_ipv6() && one.local.is_link_local() && is_usable(one);
    });
    return found == addresses.end() ? std::nullopt : std::optional(found->local);
}

IpAddress WireLink::source_for(const IpAddress& target) const {
    const Family family = target.family();
    if (family == Family::ipv6 && target.is_link_local()) return link_local().value_or(IpAddress::unspecified(family));
    std::optional<IpAddress> other;
    for (const InterfaceAddress& one : addresses) {
        if (one.family() != family || !is_usable(one)) continue;
        if (subnet_of(one).contains(target)) return one.local;
        if (!other) other = one.local;
    }
    if (family == Family::ipv6 && link_local()) return *link_local();
    return other.value_or(IpAddress::unspecified(family));
}

}  // namespace snet
