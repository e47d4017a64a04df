#include "lib/stack/neighbor_overlay.hpp"

namespace snet {

NeighborOverlay::NeighborOverlay(const OwnRows& own, std::span<const Interface> interfaces)
    : own_(own), hidden_(own.hides.interfaces()) {
    for (const Interface& one : interfaces)
        devices_.insert(one.name);
    for (const Neighbor& one : own.neighbors)
        keys_.insert(key(one));
}

bool NeighborOverlay::keeps(const Neighbor& neighbor) const {
    return devices_.contains(neighbor.device) && !hidden_.contains(neighbor.device) && !keys_.contains(key(neighbor)) &&
           !own_.hides.hide<Neighbor>(neighbor);
}

void NeighborOverlay::each_own(const NeighborQuery& query, FunctionRef<Next(const Neighbor&)> row) const {
    for (const Neighbor& one : own_.neighbors) {
        const bool is_wanted = (!query.family || one.address.family() == *query.family) &&
                               (query.device.empty() || one.device == query.device) && one.is_proxy() == query.proxies;
        if (is_wanted && devices_.contains(one.device) && row(one) == Next::stop) return;
    }
}

}  // namespace snet
