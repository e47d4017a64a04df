#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "lib/extcap/questions.hpp"
#include "platform/child.hpp"
#include "platform/descriptors.hpp"

namespace snet::extcap {

/// A question to a program that is running. Its outputs are read as they come; of standard error only the end is kept.
class RunningQuestion {
  public:
    using Clock = std::chrono::steady_clock;

    static Result<RunningQuestion> start(const Question& question, const QueryLimits& limits);

    /// What to wait for: three places.
    void watch(std::span<platform::Watched, 3> watched) const;

    /// Takes what has come. True: the answer is there.
    bool go_on(std::span<const platform::Watched, 3> watched);

    Clock::time_point deadline() const { return deadline_; }

    Result<std::string> answer() &&;

  private:
    RunningQuestion(platform::Child child, std::string program, const QueryLimits& limits);

    void read_output();
    void read_errors();
    std::unexpected<Error> failure(std::string reason) const;

    platform::Child child_;
    std::string program_;
    std::chrono::milliseconds time_;
    std::size_t size_;
    Clock::time_point deadline_;
    std::string output_;
    std::string errors_;
    std::optional<std::string> reason_;  // why there is no answer
    bool dislikes_question_ = false;
};

/// The last lines of a program's standard error that say anything, in one line; empty: there are none.
std::string last_words(std::string_view errors);

}  // namespace snet::extcap
