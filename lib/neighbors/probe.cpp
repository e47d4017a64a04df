#include "lib/frames/arp.hpp"
#include "lib/frames/neighbor_discovery.hpp"
#include "lib/neighbors/claim.hpp"
#include "lib/neighbors/scan_links.hpp"
#include "lib/neighbors/scan_questions.hpp"
#include "lib/neighbors/wait_for_packets.hpp"
#include "snet/neighbor_probe.hpp"

namespace snet {

namespace {

platform::Heard heard_of(Family family) {
    using namespace frames;
    if (family == Family::ipv4) return {.arp_operations = {arp_request, arp_reply}, .icmpv6_types = {}};
    return {.arp_operations = {}, .icmpv6_types = {icmpv6_neighbor_solicitation, icmpv6_neighbor_advertisement}};
}

}  // namespace

Result<ProbeResult> probe_address(const ScanPlan& plan, const ProbeOptions& options, FunctionRef<void()> opened,
                                  FunctionRef<bool()> is_stopped) {
    using Status = ProbeResult::Status;
    if (!plan.own().empty()) return ProbeResult{Status::taken, plan.own().front().device, plan.own().front().mac};
    const ScanLinks& links = plan.links();
    if (links.size != 1) return fail(ErrorKind::invalid, "no address that a host can have on this link");
    ScanLinks::Part part = links.parts.front();
    const WireLink& link = links.links[part.link];
    const IpAddress address = part.range.first();
    part.source = IpAddress::unspecified(address.family());
    // The group that is asked hears of it if somebody else asks the same.
    auto channel = platform::Channel::open_frames({.heard = heard_of(address.family()),
                                                   .interfaces = {link.index},
                                                   .all_groups = address.is_ipv6(),
                                                   .netns = links.netns});
    if (!channel) return std::unexpected(std::move(channel.error()));
    opened();
    const QuestionFrame question = ScanQuestions(links, 0).question(part, address);
    std::optional<Claim> found;
    for (unsigned i = 0; i < options.tries && !found && !is_stopped(); ++i) {
        if (auto sent = send_one(*channel, {.interface = link.index, .bytes = question.bytes()}); !sent)
            return std::unexpected(std::move(sent.error()));
        const auto done = hear_until(
            *channel, platform::Wait::Clock::now() + options.interval, [&] { return found || is_stopped(); },
            [&](const platform::Packet& packet) {
                if (!found && packet.vlan.value_or(0) == 0) found = claim_of(packet.bytes, address, link.mac);
            });
        if (!done) return std::unexpected(done.error());
    }
    if (!found) return ProbeResult{is_stopped() ? Status::stopped : Status::free, link.name, std::nullopt};
    return ProbeResult{found->is_probe ? Status::probed : Status::taken, link.name, found->mac};
}

}  // namespace snet
