#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "snet/error.hpp"

/// Other people's programs as processes of ours: started without a shell, bounded, and gone when we are done. What a
/// platform cannot do is `unsupported`.
namespace snet::platform {

/// What is started, and what of ours it gets: standard input is empty, nothing else that is open is inherited.
struct ChildPlan {
    std::string program;             ///< its path; PATH is not looked at
    std::vector<std::string> words;  ///< what follows the program's name
    bool has_output = true;          ///< its standard output comes here; else it is discarded
    bool has_errors = true;          ///< the same of standard error
    std::vector<int> kept;           ///< descriptors from 3 on that it has under the same numbers
};

/// How a process ended.
struct ChildEnd {
    int code = 0;            ///< its exit status, or the number of the signal that it died of
    bool by_signal = false;  ///< then it did not exit by itself
};

enum class Signal : std::uint8_t { interrupt, terminate, kill };

/// A program that runs in a process group of its own, with all signals as at the start of a login. It dies with the
/// thread that started it, and with its group when this object goes.
class Child {
  public:
    /// `not_found` if there is no such file, `invalid` if it is none that can be run; of both the message names it.
    static Result<Child> start(const ChildPlan& plan);

    Child(Child&&) noexcept;
    Child& operator=(Child&&) noexcept;
    ~Child();

    /// Can be read from (`wait_for`) as soon as the process has ended. Stays ours to close, as the two below.
    int ending() const;

    /// Its standard output and error, which never block; -1: not asked for, or closed.
    int output() const;
    int errors() const;
    void close_output();
    void close_errors();

    /// How it ended; none: it runs. Until this object goes, its number is nobody else's.
    std::optional<ChildEnd> end() const;

    /// To all of its group that are there.
    void send(Signal signal);

  private:
    struct Os;
    explicit Child(std::unique_ptr<Os> os);
    std::unique_ptr<Os> os_;
};

/// While it lives, orphans among our descendants become our own children, those that have left their group and session
/// too. One at a time.
class Descendants {
  public:
    static Result<Descendants> adopt();

    Descendants(Descendants&&) noexcept;
    Descendants& operator=(Descendants&&) noexcept;

    /// Sweeps, too.
    ~Descendants();

    /// Kills what is left of processes that came to us since `adopt`, with all that they have started. No `Child` of
    /// that time may be alive.
    void sweep();

  private:
    struct Os;
    explicit Descendants(std::unique_ptr<Os> os);
    std::unique_ptr<Os> os_;
};

}  // namespace snet::platform
