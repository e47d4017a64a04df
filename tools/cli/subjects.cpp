#include "tools/cli/subjects.hpp"

#include <unistd.h>

#include <cerrno>
#include <string>

#include "tools/cli/process.hpp"
#include "tools/cli/subject_line.hpp"

namespace snet::cli {
namespace {

constexpr std::size_t longest_line = 64 * 1024;

ExitCode code_of(const Error& error) {
    return error.kind == ErrorKind::not_found ? ExitCode::not_found : ExitCode::failure;
}

/// Lines of standard input, as they come.
class Lines {
  public:
    explicit Lines(FunctionRef<void()> before_wait) : before_wait_(before_wait) {}

    /// The next line without its newline; none at the end. A line that is too long is read whole and is an error;
    /// another error of the OS ends the input.
    Result<std::optional<std::string>> next() {
        std::string line;
        bool too_long = false;
        for (;;) {
            const std::size_t newline = text_.find('\n', begin_);
            const std::size_t end = newline == text_.npos ? text_.size() : newline;
            too_long = too_long || line.size() + (end - begin_) > longest_line;
            if (!too_long) line.append(text_, begin_, end - begin_);
            begin_ = newline == text_.npos ? end : end + 1;
            if (newline != text_.npos) break;
            const auto more = read_more();
            if (!more) return std::unexpected(more.error());
            if (*more) continue;
            if (line.empty() && !too_long) return std::nullopt;
            break;
        }
        ++number_;
        if (too_long) return fail(ErrorKind::invalid, "longer than 64 KiB");
        return line;
    }

    std::size_t number() const { return number_; }
    bool failed() const { return failed_; }

  private:
    Result<bool> read_more() {
        before_wait_();
        text_.resize(longest_line);
        begin_ = 0;
        for (;;) {
            const ssize_t size = read(STDIN_FILENO, text_.data(), text_.size());
            text_.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
            if (size >= 0) return size > 0;
            if (errno == EINTR && !interrupted()) {
                text_.resize(longest_line);
                continue;
            }
            if (errno == EINTR) return false;
            failed_ = true;
            return fail_errno("standard input", errno);
        }
    }

    FunctionRef<void()> before_wait_;
    std::string text_;
    std::size_t begin_ = 0;
    std::size_t number_ = 0;
    bool failed_ = false;
};

ExitCode answer_lines(const Call& call, FunctionRef<Outcome(std::string_view)> answer,
                      FunctionRef<void()> before_wait) {
    ExitCode worst_code = ExitCode::success;
    Lines lines(before_wait);
    const auto complain = [&](const Error& error) {
        const std::string where = lines.failed() ? "" : "line " + std::to_string(lines.number()) + ": ";
        report_error(call, where + error.message);
        worst_code = worst(worst_code, code_of(error));
    };
    while (!interrupted()) {
        const auto line = lines.next();
        if (!line) {
            complain(line.error());
            if (lines.failed()) break;
            continue;
        }
        if (!*line) break;
        const auto subject = subject_of_line(**line);
        if (!subject) {
            complain(subject.error());
        } else if (*subject) {
            const Outcome outcome = answer(**subject);
            if (outcome) {
                worst_code = worst(worst_code, *outcome);
            } else {
                complain(outcome.error());
            }
        }
    }
    return worst_code;
}

}  // namespace

Outcome each_subject(const Call& call, FunctionRef<Outcome(std::string_view)> answer, FunctionRef<void()> before_wait) {
    if (call.subjects.size() == 1 && call.subjects[0] == "-") return answer_lines(call, answer, before_wait);
    ExitCode worst_code = ExitCode::success;
    for (const std::string& subject : call.subjects) {
        if (subject == "-")
            return fail(ErrorKind::invalid, "'-' (standard input) stands alone, without other subjects");
        const Outcome outcome = answer(subject);
        if (!outcome) report_error(call, outcome.error().message);
        worst_code = worst(worst_code, outcome ? *outcome : code_of(outcome.error()));
    }
    return worst_code;
}

}  // namespace snet::cli
