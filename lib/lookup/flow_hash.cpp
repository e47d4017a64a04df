#include "lib/lookup/flow_hash.hpp"

namespace snet {

namespace {

std::uint32_t fnv1a(std::uint32_t hash, const IpAddress& address) {
    constexpr std::uint32_t prime = 0x01000193;
    for (const std::uint8_t byte : address.bytes())
        hash = (hash ^ byte) * prime;
    return hash;
}

}  // namespace

std::uint32_t flow_hash(const Packet& packet) {
    constexpr std::uint32_t offset_basis = 0x811c9dc5;
    std::uint32_t hash = fnv1a(offset_basis, packet.destination);
    if (packet.source) hash = fnv1a(hash, *packet.source);
    return hash >> 16 ^ (hash & 0xffff);
}

const NextHop* hop_of_flow(std::span<const NextHop> hops, const Packet& packet,
                           FunctionRef<bool(const NextHop&)> is_usable) {
    std::uint32_t weights = 0;
    for (const NextHop& hop : hops)
        if (is_usable(hop)) weights += hop.weight;
    if (weights == 0) return nullptr;
    std::uint32_t at = flow_hash(packet) % weights;
    for (const NextHop& hop : hops) {
        if (!is_usable(hop)) continue;
        if (at < hop.weight) return &hop;
        at -= hop.weight;
    }
    return nullptr;
}

}  // namespace snet
