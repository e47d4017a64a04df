#include "lib/extcap/running_question.hpp"

#include <array>

#include "lib/values/text_parts.hpp"

namespace snet::extcap {

namespace {

constexpr std::size_t kept_errors = 4096;

std::string in_words(std::chrono::milliseconds time) {
    const auto count = time.count();
    return count % 1000 == 0 ? std::to_string(count / 1000) + " s" : std::to_string(count) + " ms";
}

std::string in_words(const platform::ChildEnd& end) {
    return end.by_signal ? "died of signal " + std::to_string(end.code)
                         : "ended with exit code " + std::to_string(end.code);
}

}  // namespace

Result<RunningQuestion> RunningQuestion::start(const Question& question, const QueryLimits& limits) {
    auto child = platform::Child::start({.program = question.program, .words = question.words});
    if (!child) return std::unexpected(std::move(child.error()));
    return RunningQuestion(std::move(*child), question.program, limits);
}

RunningQuestion::RunningQuestion(platform::Child child, std::string program, const QueryLimits& limits)
    : child_(std::move(child)),
      program_(std::move(program)),
      time_(limits.time),
      size_(limits.size),
      deadline_(Clock::now() + limits.time) {}

void RunningQuestion::watch(std::span<platform::Watched, 3> watched) const {
    watched[0].descriptor = child_.ending();
    watched[1].descriptor = child_.output();
    watched[2].descriptor = child_.errors();
}

bool RunningQuestion::go_on(std::span<const platform::Watched, 3> watched) {
    if (watched[1].is_ready) read_output();
    if (watched[2].is_ready) read_errors();
    if (reason_) return true;
    if (const auto end = child_.end()) {
        // A process that it has left behind may hold its outputs open: what is in them by now is the answer.
        read_output();
        read_errors();
        dislikes_question_ = !reason_ && !end->by_signal && end->code != 0;
        if (!reason_ && (end->code != 0 || end->by_signal)) reason_ = in_words(*end);
        return true;
    }
    if (Clock::now() < deadline_) return false;
    reason_ = "did not end within " + in_words(time_);
    return true;
}

void RunningQuestion::read_output() {
    std::array<char, 65536> buffer;
    while (child_.output() >= 0 && !reason_) {
        const auto size = platform::read_some(child_.output(), buffer);
        if (size && !*size) return;
        if (!size || **size == 0) return child_.close_output();
        output_.append(buffer.data(), **size);
        if (output_.size() > size_) reason_ = "wrote more than " + std::to_string(size_ >> 10) + " KiB";
    }
}

/// One piece at a time: who floods it must not keep us from looking at the clock.
void RunningQuestion::read_errors() {
    std::array<char, 65536> buffer;
    if (child_.errors() < 0) return;
    const auto size = platform::read_some(child_.errors(), buffer);
    if (size && !*size) return;
    if (!size || **size == 0) return child_.close_errors();
    errors_.append(buffer.data(), **size);
    if (errors_.size() > kept_errors) errors_.erase(0, errors_.size() - kept_errors);
}

std::unexpected<Error> RunningQuestion::failure(std::string reason) const {
    const std::string words = last_words(errors_);
    return fail(dislikes_question_ ? ErrorKind::invalid : ErrorKind::system,
                program_ + ": " + std::move(reason) + (words.empty() ? "" : ": " + words));
}

Result<std::string> RunningQuestion::answer() && {
    if (reason_) return failure(*reason_);
    return std::move(output_);
}

std::string last_words(std::string_view errors) {
    constexpr std::size_t most = 300;
    std::string_view last;
    for (std::string_view rest = errors; !rest.empty();) {
        const std::size_t end = rest.find('\n');
        const std::string_view line = trimmed(rest.substr(0, end), all_blanks);
        if (!line.empty()) last = line;
        rest.remove_prefix(std::min(end, rest.size() - 1) + 1);
    }
    return std::string(last.substr(0, most));
}

}  // namespace snet::extcap
