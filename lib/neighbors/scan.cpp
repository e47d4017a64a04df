#include <algorithm>
#include <random>
#include <utility>

#include "lib/neighbors/found_neighbors.hpp"
#include "lib/neighbors/pace.hpp"
#include "lib/neighbors/scan_questions.hpp"
#include "lib/neighbors/sent_times.hpp"
#include "platform/packets.hpp"

namespace snet {

namespace {

using Clock = platform::Wait::Clock;
using platform::Channel;
using platform::Packet;

// Less than is received at once, so that what comes back of it needs no second look whether there is more.
constexpr std::size_t batch_size = Channel::most_at_once - 8;
constexpr std::uint64_t most_passed_over = 4096;  // that have answered, between two looks at what comes in
constexpr std::chrono::milliseconds first_pause(250), full_queue_pause(1);

// Frames that are sent together, and the numbers of the addresses that they ask about.
class Batch {
  public:
    Batch() {
        frames_.reserve(batch_size);
        packets_.reserve(batch_size);
    }

    void add(std::uint32_t interface, const QuestionFrame& frame) {
        frames_.push_back(frame);
        packets_.push_back({.interface = interface, .bytes = frames_.back().bytes()});
    }

    std::size_t size() const { return packets_.size(); }
    std::span<const Packet> packets() const { return packets_; }
    void clear() {
        frames_.clear();
        packets_.clear();
    }

  private:
    std::vector<QuestionFrame> frames_;  // which stay where they are
    std::vector<Packet> packets_;
};

// One run of a scan.
class Run {
  public:
    Run(const ScanLinks& plan, const ScanQuestions& questions, const ScanOptions& options, Channel& channel,
        const ScanEvents& events)
        : plan_(plan),
          questions_(questions),
          options_(options),
          channel_(channel),
          events_(events),
          pace_(options.rate, Clock::now()) {}

    Result<ScanSummary> run() {
        const auto start = Clock::now();
        for (unsigned round = 1; round <= options_.tries && !is_over(); ++round) {
            is_first_round_ = round == 1;
            if (auto done = ask_groups(); !done) return std::unexpected(std::move(done.error()));
            if (auto done = ask_addresses(); !done) return std::unexpected(std::move(done.error()));
            if (auto done = hear_until(Clock::now() + pause_behind(round)); !done)
                return std::unexpected(std::move(done.error()));
        }
        if (auto done = hear(); !done) return std::unexpected(std::move(done.error()));
        summary_.asked = asked_;
        summary_.answered = found_.size();
        summary_.lost = channel_.lost();
        summary_.elapsed = Clock::now() - start;
        return summary_;
    }

  private:
    bool is_stopped() {
        is_stopped_ = is_stopped_ || events_.is_stopped();
        return is_stopped_;
    }

    // Who did not answer in time is given more of it before each next try.
    std::chrono::milliseconds pause_behind(unsigned round) const {
        if (round == options_.tries) return options_.timeout;
        return std::min(options_.timeout, first_pause * (1 << std::min(round - 1, 8U)));
    }

    // Nobody is left to be heard of, or nobody wants to know any more.
    bool is_over() { return is_stopped() || (plan_.groups.empty() && found_.size() == plan_.size); }

    Result<void> ask_groups() {
        for (const std::size_t number : plan_.groups) {
            for (const QuestionFrame& frame : questions_.group_questions(plan_.links[number])) {
                batch_.add(plan_.links[number].index, frame);
                if (batch_.size() < batch_size) continue;
                if (auto done = send(); !done) return done;
            }
            if (auto done = send(); !done) return done;
        }
        return {};
    }

    Result<void> ask_addresses() {
        for (const ScanLinks::Part& part : plan_.parts) {
            for (std::uint64_t i = 0; i < part.range.size();) {
                if (is_over()) return {};
                if (auto done = wait_for_turn(); !done) return done;
                const std::uint64_t first = i;
                i = fill(part, i, pace_.allowed(Clock::now(), batch_size));
                asked_ = std::max(asked_, part.start + i);
                times_.add(part.start + first, part.start + i, std::chrono::system_clock::now());
                if (auto done = send(); !done) return done;
            }
        }
        return {};
    }

    // Puts the next questions into the batch, at most so many, and returns where it stopped.
    std::uint64_t fill(const ScanLinks::Part& part, std::uint64_t at, std::size_t most) {
        const std::uint64_t end = std::min(part.range.size(), at + most_passed_over);
        for (; at < end && batch_.size() < most; ++at) {
            const IpAddress address = part.range.at(at);
            if (!is_first_round_ && found_.first(part.link, address)) continue;
            batch_.add(plan_.links[part.link].index, questions_.question(part, address));
        }
        return at;
    }

    Result<void> wait_for_turn() {
        while (!is_stopped() && pace_.allowed(Clock::now(), 1) == 0)
            if (auto done = wait_until(pace_.next()); !done) return done;
        return {};
    }

    // Sends the batch, and hears what has come by then.
    Result<void> send() {
        std::size_t done = 0;
        while (done < batch_.size() && !is_stopped()) {
            const auto sent = channel_.send(batch_.packets().subspan(done));
            if (!sent) return std::unexpected(sent.error());
            done += *sent;
            pace_.sent(*sent);
            summary_.sent += *sent;
            if (auto heard = hear(); !heard) return heard;
            if (*sent == 0)
                if (auto waited = wait_until(Clock::now() + full_queue_pause); !waited) return waited;
        }
        batch_.clear();
        return {};
    }

    Result<void> hear_until(Clock::time_point deadline) {
        while (!is_over() && Clock::now() < deadline)
            if (auto done = wait_until(deadline); !done) return done;
        return {};
    }

    Result<void> wait_until(Clock::time_point deadline) {
        events_.progress({.sent = summary_.sent, .to_send = plan_.size, .answered = found_.size()});
        const Channel* const channels[] = {&channel_};
        // So that progress is told of while nothing comes.
        const auto soon = std::min(deadline, Clock::now() + std::chrono::milliseconds(100));
        const auto ready =
            platform::Wait{.channels = channels, .deadline = soon, .is_stopped = events_.is_stopped}.until();
        if (!ready) return std::unexpected(ready.error());
        return ready->packets ? hear() : Result<void>();
    }

    // All that is there.
    Result<void> hear() {
        while (true) {
            const auto count = channel_.receive([&](const Packet& packet) { take(packet); });
            if (!count) return std::unexpected(count.error());
            if (*count < Channel::most_at_once) return {};
        }
    }

    void take(const Packet& packet) {
        const auto heard = questions_.answer(packet, asked_);
        if (!heard) return;
        const auto news = found_.add(heard->link, heard->address, heard->mac);
        if (news == FoundNeighbors::News::none) return;
        ScanAnswer answer{.address = heard->address,
                          .device = plan_.links[heard->link].name,
                          .mac = heard->mac,
                          .frame = packet.bytes,
                          .when = packet.when};
        if (heard->number) answer.round_trip = times_.since(*heard->number, packet.when);
        if (news == FoundNeighbors::News::another) answer.first_mac = found_.first(heard->link, heard->address);
        events_.answer(answer);
    }

    const ScanLinks& plan_;
    const ScanQuestions& questions_;
    const ScanOptions& options_;
    Channel& channel_;
    const ScanEvents& events_;
    Pace pace_;
    Batch batch_;
    SentTimes times_;
    FoundNeighbors found_;
    ScanSummary summary_;
    std::uint64_t asked_ = 0;  // the addresses with smaller numbers were asked
    bool is_first_round_ = true;
    bool is_stopped_ = false;
};

}  // namespace

struct NeighborScan::Work {
    ScanPlan plan;
    ScanOptions options;
    ScanQuestions questions;
    Channel channel;
};

Result<NeighborScan> NeighborScan::open(ScanPlan plan, const ScanOptions& options) {
    const ScanLinks& links = plan.links();
    const ScanQuestions questions(links, static_cast<std::uint16_t>(std::random_device()()));
    platform::ChannelOptions heard{
        .heard = questions.heard(), .all_groups = !links.groups.empty(), .netns = links.netns};
    for (const WireLink& link : links.links)
        heard.interfaces.push_back(link.index);
    auto channel = Channel::open_frames(heard);
    if (!channel) return std::unexpected(std::move(channel.error()));
    return NeighborScan(std::make_unique<Work>(std::move(plan), options, questions, std::move(*channel)));
}

NeighborScan::NeighborScan(std::unique_ptr<Work> work) : work_(std::move(work)) {}
NeighborScan::NeighborScan(NeighborScan&&) noexcept = default;
NeighborScan& NeighborScan::operator=(NeighborScan&&) noexcept = default;
NeighborScan::~NeighborScan() = default;

Result<ScanSummary> NeighborScan::run(const ScanEvents& events) {
    return Run(work_->plan.links(), work_->questions, work_->options, work_->channel, events).run();
}

const ScanPlan& NeighborScan::plan() const {
    return work_->plan;
}

}  // namespace snet
