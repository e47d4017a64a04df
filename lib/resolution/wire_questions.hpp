#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "lib/resolution/link_question.hpp"
#include "platform/packets.hpp"

namespace snet {

/// Questions on the links, side by side: each is sent until it is answered, or a few times.
class WireQuestions {
  public:
    using Clock = platform::Wait::Clock;
    using Key = std::pair<std::uint32_t, IpAddress>;  ///< the interface's index, and the address that is asked for

    struct Settled {
        Key key;
        Result<std::vector<MacAddress>> macs;  ///< that answered, each once, the first first; none did
    };

    explicit WireQuestions(const ResolutionOptions& options) : options_(options) {}

    /// Opens the channel that it takes, once for all interfaces; `permission` without the right to.
    Result<void> ask(const Key& key, LinkQuestion&& question);

    /// Sends what is due.
    void send();

    /// Takes the answers that have come. What answers nothing that is being asked is as if it had not come.
    void receive();

    /// What is answered, or is asked no longer; each is told once. Before the last ones it waits as long for other
    /// answers as the slowest one took, a few milliseconds at most.
    std::vector<Settled> settled(FunctionRef<bool()> is_stopped);

    bool are_none() const { return questions_.empty(); }
    std::optional<Clock::time_point> deadline() const;
    std::vector<const platform::Channel*> channels() const;

  private:
    struct Question {
        LinkQuestion question;
        unsigned sent = 0;
        Clock::time_point when;  ///< it was sent
        Clock::time_point next;  ///< it is sent again, or given up
        Result<std::vector<MacAddress>> macs;
    };

    std::optional<platform::Channel>& channel_of(const LinkQuestion& question);
    void send_through(platform::Channel& channel, bool frames, Clock::time_point now);
    void hear(const platform::Packet& packet, bool has_frame);
    template <class Message>
    void take(const Key& key, const Message& message);
    void wait_for_others(FunctionRef<bool()> is_stopped);
    static bool is_answered(const Question& question) { return !question.macs || !question.macs->empty(); }

    const ResolutionOptions& options_;
    std::map<Key, Question> questions_;
    std::optional<platform::Channel> frames_;
    std::optional<platform::Channel> icmpv6_;
    Clock::duration slowest_{};
};

}  // namespace snet
