#include <algorithm>
#include <array>

#include "lib/lookup/source_address.hpp"
#include "lib/values/ipv6_scope.hpp"
#include "snet/prefix.hpp"

namespace snet {

namespace {

// The longest prefix decides; one for this device alone goes before one for all.
std::uint32_t label_of(const Ipv6Policy& policy, const IpAddress& address, std::uint32_t device) {
    const AddressLabel* best = nullptr;
    for (const AddressLabel& one : policy.labels) {
        if ((one.index != 0 && one.index != device) || !one.prefix.contains(address)) continue;
        if (!best || one.prefix.length() > best->prefix.length() ||
            (one.prefix.length() == best->prefix.length() && one.index != 0))
            best = &one;
    }
    return best ? best->label : 0xffffffff;
}

// Reserved, IPv4-mapped and -compatible and loopback addresses: the kernel minds neither age nor optimism in them.
bool is_always_preferred(const IpAddress& address) {
    const auto bytes = address.bytes();
    if (bytes[0] >> 5 == 0) return true;
    return bytes[0] >= 0xe0 && bytes[0] != 0xff && (bytes[0] & 0xfe) != 0xfc && !(bytes[0] == 0xfe && bytes[1] >= 0x80);
}

bool is_orchid(const IpAddress& address) {  // 2001:10::/28 of RFC 4843
    const auto bytes = address.bytes();
    return bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && (bytes[3] & 0xf0) == 0x10;
}

int common_bits(const IpAddress& a, const IpAddress& b) {
    int bits = 0;
    for (std::size_t i = 0; i < 16; ++i)
        for (int mask = 0x80; mask != 0; mask >>= 1, ++bits)
            if ((a.bytes()[i] & mask) != (b.bytes()[i] & mask)) return bits;
    return bits;
}

bool holds(const std::vector<std::uint32_t>& indices, std::uint32_t index) {
    return std::ranges::find(indices, index) != indices.end();
}

struct Question {
    Question(const Ipv6Policy& its_policy, std::uint32_t its_device, const IpAddress& its_destination)
        : policy(its_policy),
          device(its_device),
          destination(its_destination),
          label(label_of(policy, destination, device)) {}

    const Ipv6Policy& policy;
    std::uint32_t device;
    const IpAddress& destination;
    std::uint32_t label;  ///< the destination's
};

// What each rule makes of a candidate, in their order; the greater wins.
using Score = std::array<int, 9>;

int scope_score(const IpAddress& source, const IpAddress& destination) {
    const int own = ipv6_scope(source), wanted = ipv6_scope(destination);
    return own >= wanted ? -own : own - 128;
}

Score score(const Question& question, const Interface& device, const InterfaceAddress& address) {
    const bool optimistic = (address.flags & address_optimistic) != 0;
    const bool avoided = (address.flags & address_deprecated) != 0 ||
                         (optimistic && !holds(question.policy.uses_optimistic, device.index));
    const bool temporary = (address.flags & address_temporary) != 0;
    return {
        address.local == question.destination,
        scope_score(address.local, question.destination),
        !avoided || is_always_preferred(address.local),
        question.device == 0 || device.index == question.device,
        label_of(question.policy, address.local, device.index) == question.label,
        temporary == holds(question.policy.prefers_temporary, device.index),
        is_orchid(address.local) == is_orchid(question.destination),
        std::min<int>(common_bits(address.local, question.destination), address.prefix_length),
        !optimistic,
    };
}

bool is_candidate(const InterfaceAddress& address) {
    const bool tentative = (address.flags & address_tentative) != 0 && (address.flags & address_optimistic) == 0;
    return address.family() == Family::ipv6 && !tentative && (address.flags & address_dad_failed) == 0 &&
           !address.local.is_multicast() && !address.local.is_unspecified();
}

// Walks through the addresses; `visit` gets the score of each candidate.
class Candidates {
  public:
    Candidates(std::span<const Interface> interfaces, const Question& question)
        : interfaces_(interfaces), question_(question) {
        own_only_ = question.destination.is_multicast() || ipv6_scope(question.destination) <= link_local_scope ||
                    holds(question.policy.own_only, question.device);
    }

    bool has(const Interface& device) const {
        if (own_only_ && question_.device != 0 && device.index != question_.device) return false;
        return question_.policy.vrfs.are_together(device.index, question_.device);
    }

    void each(FunctionRef<void(const Interface&, const InterfaceAddress&, const Score&)> visit) const {
        for (const Interface& one : interfaces_)
            for (const InterfaceAddress& address : one.addresses)
                if (has(one) && is_candidate(address)) visit(one, address, score(question_, one, address));
    }

  private:
    std::span<const Interface> interfaces_;
    const Question& question_;
    bool own_only_;
};

// The first rule by which another one goes before an address.
Trace::SourceFate losing_rule(const Score& score, const Score& best) {
    using enum Trace::SourceFate;
    constexpr Trace::SourceFate fates[] = {destination, scope,  deprecated, device,    label,
                                           temporary,   orchid, prefix,     optimistic};
    const auto differs = std::ranges::mismatch(score, best).in1;
    return differs == score.end() ? behind : fates[differs - score.begin()];
}

}  // namespace

std::optional<IpAddress> choose_ipv6_source(std::span<const Interface> interfaces, const Ipv6Policy& policy,
                                            std::uint32_t device, const IpAddress& destination) {
    const Question question(policy, device, destination);
    std::optional<IpAddress> best;
    Score best_score{};
    Candidates(interfaces, question).each([&](const Interface&, const InterfaceAddress& address, const Score& its) {
        if (best && its <= best_score) return;
        best = address.local;
        best_score = its;
    });
    return best;
}

std::vector<Trace::SourceStep> trace_ipv6_sources(std::span<const Interface> interfaces, const Ipv6Policy& policy,
                                                  std::uint32_t device, const IpAddress& destination) {
    using Fate = Trace::SourceFate;
    const Question question(policy, device, destination);
    const Candidates candidates(interfaces, question);
    std::optional<Score> best;
    candidates.each([&](const Interface&, const InterfaceAddress&, const Score& its) {
        if (!best || its > *best) best = its;
    });
    std::vector<Trace::SourceStep> steps;
    bool is_chosen = false;
    for (const Interface& one : interfaces) {
        for (const InterfaceAddress& address : one.addresses) {
            if (address.family() != Family::ipv6) continue;
            Fate fate = Fate::device;
            if (candidates.has(one)) {
                const Score its = score(question, one, address);
                fate = !is_candidate(address)       ? Fate::unusable
                       : !is_chosen && its == *best ? Fate::chosen
                                                    : losing_rule(its, *best);
            }
            is_chosen |= fate == Fate::chosen;
            steps.push_back({&one, &address, fate});
        }
    }
    return steps;
}

}  // namespace snet
