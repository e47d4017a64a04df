#include "lib/resolution/wire_questions.hpp"

#include <algorithm>

namespace snet {

namespace {

using platform::Channel;
using platform::Packet;

const platform::Heard answers{.arp_operations = {frames::arp_reply},
                              .icmpv6_types = {frames::icmpv6_neighbor_advertisement}};

// What was sent to a VLAN is of another link; 0 is a priority alone.
bool is_of_vlan(const Packet& packet) {
    return packet.vlan && *packet.vlan != 0;
}

}  // namespace

std::optional<Channel>& WireQuestions::channel_of(const LinkQuestion& question) {
    return question.needs_frames() ? frames_ : icmpv6_;
}

Result<void> WireQuestions::ask(const Key& key, LinkQuestion&& question) {
    std::optional<Channel>& channel = channel_of(question);
    if (!channel) {
        const platform::ChannelOptions options{.heard = answers, .interfaces = {}, .netns = options_.netns};
        auto opened = question.needs_frames() ? Channel::open_frames(options) : Channel::open_icmpv6(options);
        if (!opened) return std::unexpected(std::move(opened.error()));
        channel = std::move(*opened);
    }
    questions_.try_emplace(key, Question{.question = std::move(question), .when = {}, .next = {}, .macs = {}});
    return {};
}

void WireQuestions::send() {
    const auto now = Clock::now();
    if (frames_) send_through(*frames_, true, now);
    if (icmpv6_) send_through(*icmpv6_, false, now);
}

void WireQuestions::send_through(Channel& channel, bool frames, Clock::time_point now) {
    std::vector<Packet> packets;
    std::vector<Question*> due;
    for (auto& [key, one] : questions_) {
        const bool is_due = one.next <= now && one.sent < options_.tries && !is_answered(one);
        if (!is_due || one.question.needs_frames() != frames) continue;
        packets.push_back({.interface = key.first, .bytes = one.question.bytes(), .vlan = {}});
        due.push_back(&one);
    }
    for (std::size_t done = 0; done < due.size();) {
        const auto sent = channel.send(std::span(packets).subspan(done));
        if (!sent) due[done++]->macs = std::unexpected(sent.error());
        if (sent && *sent == 0) return;  // the queues are full: in a moment
        for (const std::size_t end = done + sent.value_or(0); done < end; ++done) {
            ++due[done]->sent;
            due[done]->when = now;
            due[done]->next = now + options_.timeout;
        }
    }
}

template <class Message>
void WireQuestions::take(const Key& key, const Message& message) {
    const auto found = questions_.find(key);
    if (found == questions_.end() || found->second.sent == 0 || !found->second.macs) return;
    Question& asked = found->second;
    const auto mac = asked.question.answer(message);
    if (!mac || std::ranges::find(*asked.macs, *mac) != asked.macs->end()) return;
    constexpr std::size_t enough = 8;  // of those who lie
    if (asked.macs->size() < enough) asked.macs->push_back(*mac);
    if (asked.macs->size() == 1) slowest_ = std::max(slowest_, Clock::now() - asked.when);
}

void WireQuestions::hear(const Packet& packet, bool has_frame) {
    if (is_of_vlan(packet)) return;
    std::span<const std::uint8_t> bytes = packet.bytes;
    if (has_frame) {
        const auto frame = frames::parse_ethernet(bytes);
        if (!frame || frame->is_of_vlan()) return;
        if (const auto arp = frames::ArpFrame::parse(*frame)) return take({packet.interface, arp->sender}, *arp);
        if (frame->type != frames::ethertype_ipv6) return;
        bytes = frame->payload;
    }
    const auto message = frames::Icmpv6Packet::parse(bytes);
    const auto advertisement = message ? frames::NeighborAdvertisement::parse(*message) : std::nullopt;
    if (advertisement) take({packet.interface, advertisement->target}, *advertisement);
}

void WireQuestions::receive() {
    for (std::optional<Channel>* const channel : {&frames_, &icmpv6_}) {
        if (!*channel) continue;
        // Who floods us must not keep us from sending and from giving up.
        constexpr int most = 64;
        for (int i = 0; i < most; ++i) {
            const auto count = (*channel)->receive([&](const Packet& one) { hear(one, channel == &frames_); });
            if (!count || *count == 0) break;
        }
    }
}

void WireQuestions::wait_for_others(FunctionRef<bool()> is_stopped) {
    const auto channels = this->channels();
    constexpr Clock::duration shortest = std::chrono::microseconds(100);
    constexpr Clock::duration longest = std::chrono::milliseconds(5);
    const auto end = Clock::now() + std::clamp(slowest_, shortest, longest);
    while (Clock::now() < end && !is_stopped()) {
        const platform::Wait wait{.channels = channels, .deadline = end, .is_stopped = is_stopped};
        if (!wait.until()) break;
        receive();
    }
    slowest_ = {};
}

std::vector<WireQuestions::Settled> WireQuestions::settled(FunctionRef<bool()> is_stopped) {
    const auto all_answered = [&] {
        return std::ranges::all_of(questions_, [](const auto& one) { return is_answered(one.second); });
    };
    if (!questions_.empty() && all_answered()) wait_for_others(is_stopped);
    const auto now = Clock::now();
    std::vector<Settled> settled;
    for (auto one = questions_.begin(); one != questions_.end();) {
        Question& asked = one->second;
        const bool is_over = is_answered(asked) || (asked.sent >= options_.tries && asked.next <= now);
        if (is_over) settled.push_back({one->first, std::move(asked.macs)});
        one = is_over ? questions_.erase(one) : std::next(one);
    }
    return settled;
}

std::optional<WireQuestions::Clock::time_point> WireQuestions::deadline() const {
    std::optional<Clock::time_point> first;
    for (const auto& [key, one] : questions_)
        if (!first || one.next < *first) first = one.next;
    // What the queues had no room for is due already.
    return first ? std::optional(std::max(*first, Clock::now() + std::chrono::milliseconds(1))) : std::nullopt;
}

std::vector<const Channel*> WireQuestions::channels() const {
    std::vector<const Channel*> channels;
    for (const std::optional<Channel>* const channel : {&frames_, &icmpv6_})
        if (*channel) channels.push_back(&**channel);
    return channels;
}

}  // namespace snet
