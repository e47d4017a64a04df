#include "lib/extcap/questions.hpp"

#include <algorithm>

#include "lib/extcap/running_question.hpp"

namespace snet::extcap {

namespace {

// They are short, and wait for their libraries to be read more than for the processor.
constexpr std::size_t most_at_once = 32;
constexpr std::size_t descriptors_of_each = 3;

/// Asks questions side by side, as many at a time as is good.
class Asking {
  public:
    Asking(std::span<const Question> questions, const QueryLimits& limits)
        : questions_(questions), limits_(limits), answers_(questions.size(), none()) {}

    std::vector<Result<std::string>> run() && {
        while (!limits_.is_stopped() && (next_ < questions_.size() || !running_.empty())) {
            start_more();
            if (auto waited = wait(); !waited) {
                give_up(waited.error());
                break;
            }
            collect();
        }
        return std::move(answers_);
    }

  private:
    struct Running {
        std::size_t place;
        RunningQuestion question;
    };

    static Result<std::string> none() { return fail(ErrorKind::system, "not asked: stopped before"); }

    void start_more() {
        for (; next_ < questions_.size() && running_.size() < most_at_once; ++next_) {
            auto started = RunningQuestion::start(questions_[next_], limits_);
            if (started)
                running_.push_back({next_, std::move(*started)});
            else
                answers_[next_] = std::unexpected(std::move(started.error()));
        }
        watched_.assign(running_.size() * descriptors_of_each, {});
    }

    std::span<platform::Watched, descriptors_of_each> watched_of(std::size_t i) {
        return std::span(watched_).subspan(i * descriptors_of_each).first<descriptors_of_each>();
    }

    Result<void> wait() {
        if (running_.empty()) return {};
        auto deadline = running_.front().question.deadline();
        for (std::size_t i = 0; i < running_.size(); ++i) {
            running_[i].question.watch(watched_of(i));
            deadline = std::min(deadline, running_[i].question.deadline());
        }
        return platform::wait_for(watched_, deadline, limits_.is_stopped);
    }

    void collect() {
        std::vector<Running> still;
        for (std::size_t i = 0; i < running_.size(); ++i) {
            if (running_[i].question.go_on(watched_of(i)))
                answers_[running_[i].place] = std::move(running_[i].question).answer();
            else
                still.push_back(std::move(running_[i]));
        }
        running_ = std::move(still);
    }

    void give_up(const Error& error) {
        for (const Running& one : running_)
            answers_[one.place] = std::unexpected(error);
    }

    std::span<const Question> questions_;
    const QueryLimits& limits_;
    std::vector<Result<std::string>> answers_;
    std::vector<Running> running_;
    std::vector<platform::Watched> watched_;
    std::size_t next_ = 0;
};

}  // namespace

std::vector<Result<std::string>> ask_all(std::span<const Question> questions, const QueryLimits& limits) {
    const auto descendants = platform::Descendants::adopt();
    if (!descendants) return std::vector<Result<std::string>>(questions.size(), std::unexpected(descendants.error()));
    return Asking(questions, limits).run();
}

}  // namespace snet::extcap
