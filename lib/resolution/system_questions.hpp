#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "platform/tables.hpp"
#include "snet/neighbor_resolver.hpp"

namespace snet {

/// Questions that the operating system is made to ask, by a datagram to the neighbor, and whose answers are read from
/// its table.
class SystemQuestions {
  public:
    using Clock = std::chrono::steady_clock;
    using Key = std::pair<std::uint32_t, IpAddress>;  ///< the interface's index, and the address that is asked for

    struct Settled {
        Key key;
        Result<std::optional<Neighbor>> row;
    };

    explicit SystemQuestions(const ResolutionOptions& options) : options_(options) {}

    void ask(const Interface& device, const IpAddress& address);

    /// Sends datagrams for as many questions as the table has room for, and looks at it, if it is time to.
    std::vector<Settled> settled(platform::Tables& system);

    bool are_none() const { return questions_.empty(); }
    std::optional<Clock::time_point> deadline() const;

  private:
    struct Question {
        std::string device;
        std::optional<Clock::time_point> end;  ///< none: the system is not asked so far
    };

    void send(platform::Tables& system, std::vector<Settled>& failed);

    const ResolutionOptions& options_;
    std::map<Key, Question> questions_;
    Clock::time_point next_;
    Clock::duration pause_{};
    Clock::time_point had_room_;  // the system, for one more
};

}  // namespace snet
