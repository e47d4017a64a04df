#include "lib/resolution/system_questions.hpp"

#include <algorithm>

namespace snet {

namespace {

constexpr std::chrono::milliseconds shortest_pause(1);
constexpr std::chrono::milliseconds longest_pause(50);

bool is_settled(const Neighbor& row) {
    return row.state == NeighborState::failed ||
           (row.mac && row.state != NeighborState::incomplete && row.state != NeighborState::none);
}

using Rows = std::map<IpAddress, Neighbor>;

Result<Rows> rows_behind(platform::Tables& system, const std::string& device) {
    Rows rows;
    const auto done = system.neighbors({.family = {}, .device = device}, [&](const Neighbor& row) {
        rows.emplace(row.address, row);
        return Next::go_on;
    });
    if (!done) return std::unexpected(done.error());
    return rows;
}

// What the table says of the address, if that will not change by itself: where it is, or that it does not answer.
std::optional<Result<std::optional<Neighbor>>> state_of(const Result<Rows>& rows, const IpAddress& address) {
    if (!rows) return std::unexpected(rows.error());
    const auto row = rows->find(address);
    if (row == rows->end() || !is_settled(row->second)) return std::nullopt;
    return row->second.mac ? std::optional(row->second) : std::nullopt;
}

}  // namespace

void SystemQuestions::ask(const Interface& device, const IpAddress& address) {
    questions_.try_emplace({device.index, address}, Question{device.name, std::nullopt});
    if (questions_.size() == 1) had_room_ = Clock::now();
    pause_ = {};
    next_ = Clock::now();
}

void SystemQuestions::send(platform::Tables& system, std::vector<Settled>& failed) {
    // The kernel's table has room for 1024 neighbors where nobody gave it more (gc_thresh3).
    constexpr std::ptrdiff_t most = 128;
    auto running = std::ranges::count_if(questions_, [](const auto& one) { return one.second.end.has_value(); });
    for (auto one = questions_.begin(); one != questions_.end() && running < most;) {
        auto& [key, question] = *one;
        if (question.end) {
            ++one;
            continue;
        }
        auto sent = system.have_resolved(key.second, key.first);
        // It takes back the room of those that were not used for some seconds.
        constexpr std::chrono::seconds long_enough(30);
        if (sent && !*sent && Clock::now() - had_room_ > long_enough)
            sent = fail(ErrorKind::system, key.second.to_string() + ": the system has no room for another neighbor");
        if (sent && !*sent) return;
        if (sent) {
            had_room_ = Clock::now();
            question.end = had_room_ + options_.tries * options_.timeout;
            ++running;
            ++one;
        } else {
            failed.push_back({key, std::unexpected(sent.error())});
            one = questions_.erase(one);
        }
    }
}

std::vector<SystemQuestions::Settled> SystemQuestions::settled(platform::Tables& system) {
    std::vector<Settled> settled;
    const auto now = Clock::now();
    if (questions_.empty() || now < next_) return settled;
    pause_ = std::clamp<Clock::duration>(2 * pause_, shortest_pause, longest_pause);
    next_ = now + pause_;
    send(system, settled);
    std::map<std::uint32_t, Result<Rows>> tables;
    for (auto one = questions_.begin(); one != questions_.end();) {
        const auto& [index, address] = one->first;
        const Question& question = one->second;
        if (question.end && !tables.contains(index)) tables.emplace(index, rows_behind(system, question.device));
        const auto row = question.end ? state_of(tables.at(index), address) : std::nullopt;
        const bool is_over = row || (question.end && *question.end <= now);
        if (is_over) settled.push_back({one->first, row.value_or(std::nullopt)});
        one = is_over ? questions_.erase(one) : std::next(one);
    }
    return settled;
}

std::optional<SystemQuestions::Clock::time_point> SystemQuestions::deadline() const {
    return questions_.empty() ? std::nullopt : std::optional(next_);
}

}  // namespace snet
