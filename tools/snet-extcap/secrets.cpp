#include "tools/snet-extcap/secrets.hpp"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>

#include "lib/values/ascii_case.hpp"
#include "tools/cli/output_buffer.hpp"
#include "tools/cli/process.hpp"
#include "tools/cli/safe_text.hpp"

namespace snet::plugins {

namespace {

constexpr std::size_t longest_secret = 4096;

class Opened {
  public:
    explicit Opened(int number) : number_(number) {}
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;
    ~Opened() {
        if (number_ >= 0) ::close(number_);
    }
    int number() const { return number_; }

  private:
    int number_;
};

/// No echo while it lives.
class Silence {
  public:
    explicit Silence(int terminal) : terminal_(terminal), is_set_(::tcgetattr(terminal, &before_) == 0) {
        if (!is_set_) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(terminal_, TCSAFLUSH, &silent);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
    ~Silence() {
        if (is_set_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
    }

    bool is_set() const { return is_set_; }

  private:
    int terminal_;
    termios before_{};
    bool is_set_;
};

/// The first line, at most; byte by byte, since what follows it may be somebody else's.
Result<std::string> read_line(int descriptor, const std::string& subject) {
    std::string line;
    for (char c = 0;;) {
        const ssize_t size = ::read(descriptor, &c, 1);
        if (size < 0 && errno == EINTR && !cli::interrupted()) continue;
        if (size < 0) return fail_errno(subject, errno);
        if (size == 0 || c == '\n') break;
        if (line.size() == longest_secret)
            return fail(ErrorKind::invalid, subject + ": longer than " + std::to_string(longest_secret) + " bytes");
        line += c;
    }
    if (line.ends_with('\r')) line.pop_back();
    if (line.contains('\0')) return fail(ErrorKind::invalid, subject + ": a NUL cannot be passed to a program");
    return line;
}

}  // namespace

Result<std::string> secret_from_file(const std::string& path) {
    const Opened file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number() < 0) return fail_errno(path, errno);
    return read_line(file.number(), path);
}

Result<std::string> secret_from_descriptor(std::string_view number) {
    int descriptor = -1;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), descriptor);
    if (error != std::errc() || end != number.data() + number.size() || descriptor < 0)
        return fail(ErrorKind::invalid, "'" + std::string(number) + "' is no number of a file descriptor");
    return read_line(descriptor, "file descriptor " + std::string(number));
}

std::string secret_variable(std::string_view option) {
    std::string name = "SNET_EXTCAP_" + in_upper_case(option);
    std::ranges::replace_if(name, [](char c) { return c == '-' || c == '.'; }, '_');
    return name;
}

std::optional<std::string> secret_from_environment(std::string_view option) {
    const char* const value = std::getenv(secret_variable(option).c_str());
    return value ? std::optional<std::string>(value) : std::nullopt;
}

Result<std::optional<std::string>> secret_from_terminal(std::string_view question) {
    const Opened terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
    if (terminal.number() < 0) return std::nullopt;
    const Silence silence(terminal.number());
    if (!silence.is_set()) return std::nullopt;
    cli::write_all(terminal.number(), cli::safe_text(question) + ": ");
    auto line = read_line(terminal.number(), "the terminal");
    cli::write_all(terminal.number(), "\n");
    if (!line) return std::unexpected(std::move(line.error()));
    return std::move(*line);
}

}  // namespace snet::plugins
