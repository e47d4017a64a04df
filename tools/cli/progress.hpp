#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace snet::cli {

/// A line on stderr that tells how far long work is: where that is a terminal and the work has lasted a second. Gone at
/// the end.
class Progress {
  public:
    explicit Progress(bool is_quiet);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress() { clear(); }

    /// `done` of `total`, and what else is to be told. May be called often.
    void tell(std::uint64_t done, std::uint64_t total, const std::string& more);

    /// Takes the line away, before something else is written to the terminal.
    void clear();

  private:
    using Clock = std::chrono::steady_clock;

    bool is_on_;
    bool is_shown_ = false;
    Clock::time_point start_ = Clock::now();
    Clock::time_point next_ = start_ + std::chrono::seconds(1);
};

}  // namespace snet::cli
