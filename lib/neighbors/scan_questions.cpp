#include "lib/neighbors/scan_questions.hpp"

#include <algorithm>
#include <cassert>

#include "lib/frames/arp.hpp"
#include "lib/frames/byte_order.hpp"
#include "lib/frames/group_questions.hpp"
#include "lib/frames/neighbor_discovery.hpp"

namespace snet {

namespace {

using namespace frames;

constexpr std::uint8_t unrecognized_option = 2;  // code of a parameter problem, RFC 4443 section 3.4

QuestionFrame multicast(const WireLink& link, const IpAddress& group, std::span<const std::uint8_t> packet) {
    return QuestionFrame(ethernet_frame(multicast_mac(group), link.mac, ethertype_ipv6, packet));
}

// Addresses that all nodes are asked from: they answer with one of the same reach.
std::vector<IpAddress> group_sources(const WireLink& link) {
    std::vector<IpAddress> sources;
    for (const InterfaceAddress& one : link.addresses)
        if (one.local.is_ipv6() && is_usable(one)) sources.push_back(one.local);
    return sources;
}

// Whether the address can be that of a node of this link.
bool is_on(const WireLink& link, const IpAddress& address) {
    if (address.is_link_local()) return true;
    return std::ranges::any_of(link.addresses, [&](const InterfaceAddress& one) {
        return one.local.is_ipv6() && subnet_of(one).contains(address);
    });
}

// Of an IPv6 packet whose first bytes are quoted: whether it is an echo request of ours.
bool quotes_echo(std::span<const std::uint8_t> quoted, std::uint16_t identifier) {
    constexpr std::size_t identifier_at = 40 + 8 + 4;  // behind the header, the option and the checksum
    return quoted.size() >= identifier_at + 2 && read_be16(quoted, identifier_at) == identifier;
}

bool answers_group(const Icmpv6Packet& packet, std::uint16_t identifier) {
    switch (packet.type) {
        case icmpv6_echo_reply:
            return packet.body.size() >= 4 && read_be16(packet.body, 0) == identifier;
        case icmpv6_parameter_problem:
            return packet.code == unrecognized_option && packet.body.size() >= 4 &&
                   quotes_echo(packet.body.subspan(4), identifier);
        case icmpv6_mld_report:
        case icmpv6_mld2_report:
            return packet.hop_limit == 1 && packet.source.is_link_local();
        default:
            return false;
    }
}

}  // namespace

QuestionFrame::QuestionFrame(std::span<const std::uint8_t> bytes) : size_(bytes.size()) {
    assert(size_ <= bytes_.size());
    std::ranges::copy(bytes, bytes_.begin());
}

platform::Heard ScanQuestions::heard() const {
    platform::Heard heard;
    const auto has = [&](Family family) {
        return std::ranges::any_of(plan_.parts, [&](const auto& part) { return part.range.family() == family; });
    };
    if (has(Family::ipv4)) heard.arp_operations = {arp_reply};
    if (has(Family::ipv6)) heard.icmpv6_types = {icmpv6_neighbor_advertisement};
    if (!plan_.groups.empty())
        heard.icmpv6_types.insert(heard.icmpv6_types.end(),
                                  {icmpv6_echo_reply, icmpv6_parameter_problem, icmpv6_mld_report, icmpv6_mld2_report});
    return heard;
}

QuestionFrame ScanQuestions::question(const ScanLinks::Part& part, const IpAddress& address) const {
    const WireLink& link = plan_.links[part.link];
    if (address.is_ipv4()) return QuestionFrame(arp_question(link.mac, part.source, address).to_bytes());
    const auto question = neighbor_question(link.mac, part.source, address);
    return multicast(link, question.destination, question.to_bytes());
}

std::vector<QuestionFrame> ScanQuestions::group_questions(const WireLink& link) const {
    std::vector<QuestionFrame> questions;
    for (std::uint16_t sequence = 0; const IpAddress& source : group_sources(link)) {
        questions.push_back(multicast(link, all_nodes, echo_question(source, all_nodes, identifier_, sequence++)));
        questions.push_back(
            multicast(link, all_nodes, unknown_option_question(source, all_nodes, identifier_, sequence++)));
    }
    if (const auto source = link.link_local())
        questions.push_back(multicast(link, all_nodes, listener_question(*source)));
    return questions;
}

const ScanLinks::Part* ScanQuestions::part_of(const IpAddress& address, std::uint32_t interface,
                                              std::uint64_t asked) const {
    const auto behind = std::ranges::upper_bound(plan_.parts, address, {},
                                                 [](const ScanLinks::Part& part) { return part.range.first(); });
    if (behind == plan_.parts.begin()) return nullptr;
    const ScanLinks::Part& part = *std::prev(behind);
    if (!part.range.contains(address) || plan_.links[part.link].index != interface) return nullptr;
    return part.start + part.range.offset(address) < asked ? &part : nullptr;
}

std::optional<HeardAnswer> ScanQuestions::answer(const platform::Packet& packet, std::uint64_t asked) const {
    if (packet.vlan.value_or(0) != 0) return std::nullopt;
    const auto frame = parse_ethernet(packet.bytes);
    if (!frame || frame->is_of_vlan()) return std::nullopt;
    const auto accepted = [&](const ScanLinks::Part& part, const IpAddress& address, const MacAddress& mac) {
        return HeardAnswer{address, mac, part.link, part.start + part.range.offset(address)};
    };
    if (const auto arp = ArpFrame::parse(*frame)) {
        const auto* part = part_of(arp->sender, packet.interface, asked);
        if (part == nullptr) return std::nullopt;
        const MacAddress& own = plan_.links[part->link].mac;
        if (!arp->is_answer_to(arp_question(own, part->source, arp->sender))) return std::nullopt;
        return accepted(*part, arp->sender, arp->sender_mac);
    }
    if (frame->type != ethertype_ipv6) return std::nullopt;
    const auto message = Icmpv6Packet::parse(frame->payload);
    const auto advertisement = message ? NeighborAdvertisement::parse(*message) : std::nullopt;
    if (!advertisement) return group_answer(packet, frame->source, frame->payload);
    const auto* part = part_of(advertisement->target, packet.interface, asked);
    if (part == nullptr) return std::nullopt;
    const MacAddress& own = plan_.links[part->link].mac;
    if (!advertisement->is_answer_to(neighbor_question(own, part->source, advertisement->target), own))
        return std::nullopt;
    return accepted(*part, advertisement->target, *advertisement->mac);
}

std::optional<HeardAnswer> ScanQuestions::group_answer(const platform::Packet& packet, const MacAddress& sender,
                                                       std::span<const std::uint8_t> payload) const {
    const auto message = Icmpv6Packet::parse(payload);
    if (!message || !answers_group(*message, identifier_)) return std::nullopt;
    for (const std::size_t number : plan_.groups) {
        const WireLink& link = plan_.links[number];
        if (link.index != packet.interface) continue;
        const auto sources = group_sources(link);
        const bool is_for_us =
            message->destination.is_multicast() || std::ranges::find(sources, message->destination) != sources.end();
        const bool is_neighbor = is_unicast(sender) && sender != link.mac && !message->source.is_unspecified() &&
                                 !message->source.is_multicast() && is_on(link, message->source);
        if (is_for_us && is_neighbor) return HeardAnswer{message->source, sender, number, std::nullopt};
    }
    return std::nullopt;
}

}  // namespace snet
