// A frame from the link: what is understood of it is written so that it is understood as the same; what answers a
// question is from an interface's own MAC, and what claims an address, too.

#include <cstdlib>

#include "lib/frames/arp.hpp"
#include "lib/frames/neighbor_discovery.hpp"
#include "lib/neighbors/claim.hpp"

namespace {

using namespace snet;
using namespace snet::frames;

const MacAddress own(MacAddress::Bytes{2, 0, 0, 0, 0, 1});

void require(bool condition) {
    if (!condition) std::abort();
}

void check(const ArpFrame& arp) {
    require(ArpFrame::parse(arp.to_bytes()) == arp);
    const auto question = arp_question(arp.target_mac, arp.target, arp.sender);
    if (!arp.is_answer_to(question)) return;
    require(arp.operation == arp_reply && is_unicast(arp.sender_mac) && arp.sender_mac != arp.target_mac);
}

void check(const Icmpv6Packet& packet) {
    const auto bytes = packet.to_bytes();
    const auto again = Icmpv6Packet::parse(bytes);
    require(again && again->type == packet.type && again->source == packet.source &&
            again->body.size() == packet.body.size());
    if (const auto told = NeighborAdvertisement::parse(packet)) {
        const auto told_bytes = told->to_bytes();
        require(NeighborAdvertisement::parse(*Icmpv6Packet::parse(told_bytes)) == *told);
        const auto question = neighbor_question(own, told->destination, told->target);
        if (told->is_answer_to(question, own)) require(told->mac && is_unicast(*told->mac) && *told->mac != own);
    }
    if (const auto asked = NeighborSolicitation::parse(packet)) {
        const auto asked_bytes = asked->to_bytes();
        require(NeighborSolicitation::parse(*Icmpv6Packet::parse(asked_bytes)) == *asked);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::span bytes(data, size);
    if (const auto packet = Icmpv6Packet::parse(bytes)) check(*packet);
    const auto frame = parse_ethernet(bytes);
    if (!frame) return 0;
    if (const auto arp = ArpFrame::parse(*frame)) {
        check(*arp);
        const auto claim = claim_of(bytes, arp->sender, own);
        if (claim) require(is_unicast(claim->mac) && claim->mac != own);
    }
    if (const auto packet = Icmpv6Packet::parse(frame->payload)) check(*packet);
    return 0;
}
