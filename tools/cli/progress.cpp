#include "tools/cli/progress.hpp"

#include <algorithm>

#include "tools/cli/output_buffer.hpp"
#include "tools/cli/process.hpp"

namespace snet::cli {

namespace {

constexpr std::chrono::milliseconds refresh(200);

std::string time_text(std::chrono::seconds time) {
    const auto seconds = time.count();
    if (seconds < 120) return std::to_string(seconds) + " s";
    if (seconds < 7200) return std::to_string(seconds / 60) + " min";
    return std::to_string(seconds / 3600) + " h";
}

}  // namespace

Progress::Progress(bool is_quiet) : is_on_(!is_quiet && is_terminal(2)) {}

void Progress::tell(std::uint64_t done, std::uint64_t total, const std::string& more) {
    if (!is_on_) return;
    const auto now = Clock::now();
    if (now < next_) return;
    next_ = now + refresh;
    is_shown_ = true;
    const double seconds = std::max(std::chrono::duration<double>(now - start_).count(), 1e-3);
    const double rate = static_cast<double>(done) / seconds;
    std::string line = "\r\x1b[K" + std::to_string(done) + "/" + std::to_string(total) + ", " +
                       std::to_string(static_cast<std::uint64_t>(rate)) + "/s" + more;
    if (done != 0 && done < total)
        line += ", " +
                time_text(std::chrono::seconds(static_cast<std::int64_t>(static_cast<double>(total - done) / rate))) +
                " left";
    write_all(2, line);
}

void Progress::clear() {
    if (is_shown_) write_all(2, "\r\x1b[K");
    is_shown_ = false;
}

}  // namespace snet::cli
