#include "lib/resolution/link.hpp"

#include <algorithm>

#include "lib/frames/ethernet.hpp"
#include "lib/records/interface_flags.hpp"

namespace snet {

namespace {

using Outcome = Resolution::Outcome;

constexpr IpAddress limited_broadcast(IpAddress::Bytes4{255, 255, 255, 255});

Resolution resolved(Outcome outcome, const IpAddress& address, const std::string& device,
                    const std::optional<LinkAddress>& mac) {
    return {.outcome = outcome, .neighbor = {.address = address, .device = device, .mac = mac}};
}

// How much a row counts, 0 most; none: it does not tell where the neighbor is.
std::optional<int> rank_of(const Neighbor& neighbor, std::chrono::seconds max_age) {
    if (!neighbor.mac) return std::nullopt;
    if (neighbor.origin == Origin::learned)
        return std::chrono::seconds(neighbor.confirmed_ago.value_or(0)) < max_age ? std::optional(2) : std::nullopt;
    const bool is_own = neighbor.origin == Origin::stack;
    switch (neighbor.state) {
        case NeighborState::permanent:
        case NeighborState::reachable:
        case NeighborState::noarp:
            return is_own ? 0 : 1;
        case NeighborState::stale:
        case NeighborState::delay:
        case NeighborState::probe:
            return is_own ? 0 : 3;
        case NeighborState::none:
            return is_own ? std::optional(0) : std::nullopt;
        default:
            return std::nullopt;
    }
}

bool has_link_addresses(const Interface& device) {
    return (device.flags & (interface_loopback | interface_pointopoint | interface_no_arp)) == 0 && device.address;
}

bool is_own(const Interface& device, const IpAddress& address) {
    return std::ranges::any_of(device.addresses, [&](const auto& one) { return one.local == address; });
}

bool is_broadcast(const Interface& device, const Hop& hop) {
    if (hop.type == RouteType::broadcast || hop.destination == limited_broadcast) return true;
    return !hop.gateway && hop.destination.is_ipv4() &&
           std::ranges::any_of(device.addresses, [&](const auto& one) { return one.broadcast == hop.destination; });
}

std::optional<LinkAddress> group_mac(const IpAddress& address) {
    if (address.is_multicast()) return LinkAddress(frames::multicast_mac(address));
    if (address == limited_broadcast) return LinkAddress(frames::broadcast_mac);
    return std::nullopt;
}

}  // namespace

Result<Link> Link::read(const Stack& stack, const std::string& device, const LearnedNeighbors* learned,
                        std::chrono::seconds max_age) {
    auto found = stack.interface(device);
    if (!found) return fail(ErrorKind::invalid, found.error().message);
    Link link;
    link.device_ = std::move(*found);
    const auto take = [&](const Neighbor& neighbor) {
        link.offer(neighbor, max_age);
        return Next::go_on;
    };
    const NeighborQuery query{.family = {}, .device = link.device_.name};
    auto done = stack.each_neighbor(query, take);
    if (done && learned != nullptr) done = learned->each(query, take);
    if (!done) return std::unexpected(std::move(done.error()));
    return link;
}

void Link::offer(const Neighbor& neighbor, std::chrono::seconds max_age) {
    const auto rank = rank_of(neighbor, max_age);
    if (!rank) return;
    const auto [present, is_new] = rows_.try_emplace(neighbor.address, neighbor);
    if (!is_new && *rank < *rank_of(present->second, max_age)) present->second = neighbor;
}

std::optional<Resolution> Link::without_row(const Hop& hop) const {
    if (!has_link_addresses(device_))
        return resolved(Outcome::no_link_address, hop.address(), device_.name, std::nullopt);
    if (const auto mac = group_mac(hop.destination))
        return resolved(Outcome::group, hop.destination, device_.name, mac);
    if (is_broadcast(device_, hop))
        return resolved(Outcome::group, hop.destination, device_.name, LinkAddress(frames::broadcast_mac));
    if (is_own(device_, hop.address())) return resolved(Outcome::own, hop.address(), device_.name, device_.address);
    return std::nullopt;
}

const Neighbor* Link::row(const IpAddress& address) const {
    const auto found = rows_.find(address);
    return found == rows_.end() ? nullptr : &found->second;
}

std::optional<Resolution> group_without_link(const Hop& hop) {
    const auto mac = group_mac(hop.destination);
    return mac ? std::optional(resolved(Outcome::group, hop.destination, "", mac)) : std::nullopt;
}

Result<Resolution> own_resolution(const Stack& stack, const Hop& hop) {
    const auto all = stack.interfaces();
    if (!all) return std::unexpected(all.error());
    const auto is_owner = [&](const Interface& one) { return is_own(one, hop.destination); };
    auto owner = std::ranges::find_if(*all, [&](const auto& one) { return one.name == hop.device && is_owner(one); });
    if (owner == all->end()) owner = std::ranges::find_if(*all, is_owner);
    const std::string& name = owner == all->end() ? hop.device : owner->name;
    if (owner == all->end() || !has_link_addresses(*owner))
        return resolved(Outcome::no_link_address, hop.destination, name, std::nullopt);
    return resolved(Outcome::own, hop.destination, name, owner->address);
}

}  // namespace snet
