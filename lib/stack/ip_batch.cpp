#include "lib/stack/ip_batch.hpp"

#include <charconv>

#include "platform/process.hpp"

namespace snet {

namespace {

// Of one process: as many as cost no memory to speak of.
constexpr std::size_t max_lines = 65536;
constexpr std::size_t piece_size = 65536;

// No object that `ip` knows: it fails always, and so tells how far it came. At a word that it does not understand `ip`
// leaves the batch without saying where.
constexpr std::string_view milestone = "milestone";

/// N of "Command failed -:N".
std::optional<std::size_t> failed_line(std::string_view line) {
    constexpr std::string_view start = "Command failed -:";
    if (!line.starts_with(start)) return std::nullopt;
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(line.data() + start.size(), line.data() + line.size(), number);
    return error == std::errc() && number > 0 ? std::optional(number) : std::nullopt;
}

/// What the kernel or `ip` says, without the words that begin every such line.
std::string_view reason_in(std::string_view line) {
    for (const std::string_view start : {"RTNETLINK answers: ", "Error: "})
        if (line.starts_with(start)) line.remove_prefix(start.size());
    if (line.ends_with('.')) line.remove_suffix(1);
    return line;
}

bool is_family(const std::string& word) {
    return word == "-4" || word == "-6";
}

}  // namespace

void IpBatch::add(const IpCommand& command) {
    const bool has_family = !command.empty() && is_family(command.front());
    const std::string family = has_family ? command.front() : "";
    if ((family != family_ || lines_.size() == max_lines) && status_) status_ = run();
    family_ = family;
    const IpCommand words(command.begin() + (has_family ? 1 : 0), command.end());
    if (auto line = batch_line(words))
        lines_.push_back(std::move(*line));
    else
        refused_(shell_line(words).value_or(words.front()), "a name that ip cannot be told");
}

Result<void> IpBatch::run() {
    for (std::size_t start = 0; start < lines_.size() && status_;) {
        const auto next = run_from(start);
        if (!next) status_ = std::unexpected(next.error());
        start = next.value_or(lines_.size());
    }
    lines_.clear();
    return status_;
}

// Returns where to go on: behind the command that `ip` fell over, if it did.
Result<std::size_t> IpBatch::run_from(std::size_t start) {
    std::vector<std::string> words{"ip", "-force"};
    if (!family_.empty()) words.push_back(family_);
    words.insert(words.end(), {"-batch", "-"});
    std::size_t fed = start;
    std::size_t passed = start;
    std::string piece;
    std::string reason;  // the first line since the last command
    const auto feed = [&]() -> std::optional<std::string_view> {
        piece.clear();
        while (fed < lines_.size() && piece.size() < piece_size)
            piece.append(lines_[fed++]).append("\n").append(milestone).append("\n");
        return piece.empty() ? std::nullopt : std::optional<std::string_view>(piece);
    };
    const auto take = [&](std::string_view said) {
        const auto number = failed_line(said);
        if (!number) return void(reason = reason.empty() ? reason_in(said) : reason);
        if (*number % 2 == 0) {
            passed = start + *number / 2;
            done_();
        } else {
            refused_(lines_[start + *number / 2], reason);
        }
        reason.clear();
    };
    const auto status = platform::run(words, feed, take);
    if (!status) return std::unexpected(status.error());
    if (*status > 128 && *status < 255) return fail(ErrorKind::system, "ip: was stopped");
    if (passed == lines_.size()) return passed;
    refused_(lines_[passed], reason);
    return passed + 1;
}

}  // namespace snet
