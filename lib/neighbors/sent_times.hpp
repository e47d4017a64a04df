#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <ranges>

namespace snet {

/// When the last questions were sent, so that it can be told how long an answer took. The oldest are forgotten.
class SentTimes {
  public:
    using Time = std::chrono::system_clock::time_point;

    /// Those with the numbers from `first` to before `end` were sent together.
    void add(std::uint64_t first, std::uint64_t end, Time when) {
        if (batches_.size() == most_batches) batches_.pop_front();
        batches_.push_back({first, end, when});
    }

    std::optional<std::chrono::nanoseconds> since(std::uint64_t number, Time now) const {
        for (const Batch& batch : std::views::reverse(batches_))
            if (batch.first <= number && number < batch.end && batch.when <= now) return now - batch.when;
        return std::nullopt;
    }

  private:
    static constexpr std::size_t most_batches = 4096;

    struct Batch {
        std::uint64_t first;
        std::uint64_t end;
        Time when;
    };
    std::deque<Batch> batches_;
};

}  // namespace snet
