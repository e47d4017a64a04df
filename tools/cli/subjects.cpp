#include "tools/cli/subjects.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>

#include "lib/values/text_parts.hpp"
#include "tools/cli/process.hpp"
#include "tools/cli/subject_line.hpp"

namespace snet::cli {
namespace {

constexpr std::size_t longest_line = 64 << 10;

/// Lines of standard input as they come, in bounded memory.
class Lines {
  public:
    explicit Lines(FunctionRef<void()> before_wait) : before_wait_(before_wait) {}

    /// Reads the next line; false at the end, after an error of the OS and after Ctrl-C: what is there of a line then
    /// is dropped, since its rest may have made another subject of it.
    bool next() {
        line_.clear();
        is_too_long_ = false;
        while (!take_part()) {
            if (!read_more()) return false;
            if (text_.empty() && line_.empty() && !is_too_long_) return false;
            if (text_.empty()) break;
        }
        ++number_;
        return true;
    }

    /// The line without its newline, or what is wrong with it.
    Result<std::string_view> line() const {
        if (is_too_long_) return fail(ErrorKind::invalid, "longer than 64 KiB");
        return line_;
    }

    std::size_t number() const { return number_; }
    Result<void> status() const { return error_ == 0 ? Result<void>{} : fail_errno("standard input", error_); }

  private:
    /// Moves what was read to the line, up to a newline; whether there was one.
    bool take_part() {
        const std::size_t newline = text_.find('\n', begin_);
        const std::size_t end = std::min(newline, text_.size());
        is_too_long_ = is_too_long_ || line_.size() + (end - begin_) > longest_line;
        if (!is_too_long_) line_.append(text_, begin_, end - begin_);
        begin_ = std::min(end + 1, text_.size());
        return newline != text_.npos;
    }

    /// False if there is nothing to wait for; no text at the end.
    bool read_more() {
        begin_ = 0;
        while (wait_to_read(STDIN_FILENO, before_wait_)) {
            text_.resize(longest_line);
            const ssize_t size = read(STDIN_FILENO, text_.data(), text_.size());
            text_.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
            if (size >= 0) return true;
            if (errno == EAGAIN || errno == EINTR) continue;
            error_ = errno;
            return false;
        }
        return false;
    }

    FunctionRef<void()> before_wait_;
    std::string text_;
    std::string line_;
    std::size_t begin_ = 0;
    std::size_t number_ = 0;
    bool is_too_long_ = false;
    int error_ = 0;
};

using AnswerLine = FunctionRef<Outcome(std::string_view line, std::size_t number)>;
/// The same of a line as it came, or of what was wrong with it.
using AnswerInput = FunctionRef<Outcome(const Result<std::string_view>& line, std::size_t number)>;

Outcome refuse(const Call& call, std::string_view line, const Error& error, RecordNone none) {
    if (answers_failed(call, error)) none(take_word(line));
    return std::unexpected(error);
}

Outcome answer_lines(const Call& call, AnswerInput answer, FunctionRef<void()> before_wait) {
    ExitCode worst_code = ExitCode::success;
    Lines lines(before_wait);
    while (!interrupted() && lines.next()) {
        const Outcome outcome = answer(lines.line(), lines.number());
        if (!outcome) before_wait();  // what was put off comes first
        worst_code = worst(worst_code, outcome ? *outcome : report_subject(call, lines.number(), outcome.error()));
    }
    if (const auto status = lines.status(); !status) return std::unexpected(status.error());
    return interrupted() ? ExitCode::interrupted : worst_code;
}

Outcome answer_words(const Call& call, std::span<const std::string> subjects, AnswerLine answer) {
    ExitCode worst_code = ExitCode::success;
    for (const std::string& subject : subjects) {
        if (interrupted()) return ExitCode::interrupted;
        const Outcome outcome = answer(subject, 0);
        worst_code = worst(worst_code, outcome ? *outcome : report_subject(call, 0, outcome.error()));
    }
    return worst_code;
}

Outcome each_of(const Call& call, std::span<const std::string> subjects, AnswerLine answer, AnswerInput answer_input,
                FunctionRef<void()> before_wait) {
    if (is_standard_input(subjects)) return answer_lines(call, answer_input, before_wait);
    if (std::ranges::find(subjects, "-") != subjects.end())
        return fail(ErrorKind::invalid, "'-' (standard input) stands alone, without other subjects");
    return answer_words(call, subjects, answer);
}

}  // namespace

bool is_standard_input(std::span<const std::string> subjects) {
    return subjects.size() == 1 && subjects[0] == "-";
}

ExitCode report_subject(const Call& call, std::size_t number, const Error& error) {
    const std::string where = number == 0 ? "" : "line " + std::to_string(number) + ": ";
    report_error(call, where + error.message);
    return error.kind == ErrorKind::not_found ? ExitCode::not_found : ExitCode::failure;
}

Outcome each_subject(const Call& call, FunctionRef<Outcome(std::string_view)> answer, RecordNone none,
                     FunctionRef<void()> before_wait) {
    const auto answer_subject = [&](std::string_view subject, std::size_t) { return answer(subject); };
    const auto answer_input = [&](const Result<std::string_view>& line, std::size_t) -> Outcome {
        if (!line) return refuse(call, "", line.error(), none);
        const auto subject = subject_of_line(*line, call.verb.subject_keys);
        if (!subject) return refuse(call, *line, subject.error(), none);
        return *subject ? answer(**subject) : ExitCode::success;
    };
    return each_of(call, call.subjects, answer_subject, answer_input, before_wait);
}

Outcome each_line(const Call& call, std::span<const std::string> subjects, AnswerLine answer, RecordNone none,
                  FunctionRef<void()> before_wait) {
    const auto none_in_order = [&](std::string_view subject) {
        before_wait();  // what was put off comes first
        none(subject);
    };
    const auto answer_input = [&](const Result<std::string_view>& line, std::size_t number) -> Outcome {
        if (!line) return refuse(call, "", line.error(), none_in_order);
        const auto content = content_of_line(*line);
        if (!content) return refuse(call, *line, content.error(), none_in_order);
        return content->empty() ? ExitCode::success : answer(*content, number);
    };
    return each_of(call, subjects, answer, answer_input, before_wait);
}

}  // namespace snet::cli
