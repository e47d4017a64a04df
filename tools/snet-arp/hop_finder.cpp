#include "tools/snet-arp/hop_finder.hpp"

#include <unistd.h>

#include "tools/cli/quoted.hpp"
#include "tools/common/refusal_text.hpp"

namespace snet::arp {

namespace {

// A group's address needs no way: its link-layer address follows from itself.
Result<Hop> hop_of(const Flow& flow, const Answer& answer) {
    constexpr IpAddress limited_broadcast(IpAddress::Bytes4{255, 255, 255, 255});
    const bool is_group = flow.destination.is_multicast() || flow.destination == limited_broadcast;
    if (answer.is_found()) return Hop::of(flow, answer);
    if (is_group) return Hop{.destination = flow.destination, .device = {}};
    return fail(ErrorKind::not_found, refusal_text(flow, answer));
}

}  // namespace

Result<Flow> HopFinder::flow_to(const ZonedAddress& address) const {
    Flow flow{.destination = address.address, .iif = {}, .oif = device_, .vrf = {}};
    flow.uid = getuid();
    if (address.zone.empty()) return flow;
    const auto zone = stack_.interface(address.zone, {.addresses = false});
    if (!zone) return std::unexpected(zone.error());
    if (!device_.empty() && zone->name != device_)
        return fail(ErrorKind::invalid, address.to_string() + ": not on " + cli::quoted(device_));
    flow.oif = zone->name;
    return flow;
}

Result<Hop> HopFinder::find(const ZonedAddress& address) {
    const auto flow = flow_to(address);
    if (!flow) return std::unexpected(flow.error());
    if (!reads_all_) {
        const auto answer = Answer::of_system(stack_, *flow);
        if (!answer) return std::unexpected(answer.error());
        if (*answer) return hop_of(*flow, **answer);
        auto tables = LookupTables::read_for_answer(stack_, *flow);
        if (!tables) return std::unexpected(std::move(tables.error()));
        const Lookup lookup(std::move(*tables));
        return hop_of(*flow, lookup.answer(*flow));
    }
    if (!lookup_) {
        auto tables = LookupTables::read(stack_);
        if (!tables) return std::unexpected(std::move(tables.error()));
        lookup_.emplace(std::move(*tables));
    }
    return hop_of(*flow, lookup_->answer(*flow));
}

}  // namespace snet::arp
