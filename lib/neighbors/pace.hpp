#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace snet {

/// When packets may be sent so that no more than `rate` go out in a second; 0: whenever. Time that was not used is
/// made up for in part only, so that a process which was held up does not flood the link.
class Pace {
  public:
    using Clock = std::chrono::steady_clock;

    Pace(std::uint32_t rate, Clock::time_point now) : gap_(gap_of(rate)), next_(now) {}

    /// How many may be sent now.
    std::size_t allowed(Clock::time_point now, std::size_t most) {
        if (gap_ == Clock::duration::zero()) return most;
        next_ = std::max(next_, now - longest_lag);
        if (now < next_) return 0;
        return std::min(most, static_cast<std::size_t>((now - next_) / gap_) + 1);
    }

    void sent(std::size_t count) { next_ += gap_ * static_cast<std::int64_t>(count); }

    /// When the next one may be sent.
    Clock::time_point next() const { return next_; }

  private:
    static constexpr Clock::duration longest_lag = std::chrono::milliseconds(10);

    static Clock::duration gap_of(std::uint32_t rate) {
        return rate == 0 ? Clock::duration::zero() : Clock::duration(std::chrono::seconds(1)) / rate;
    }

    Clock::duration gap_;
    Clock::time_point next_;
};

}  // namespace snet
