#include "lib/neighbors/wait_for_packets.hpp"

namespace snet {

using platform::Channel;
using platform::Packet;
using platform::Wait;

Result<void> hear_until(Channel& channel, Wait::Clock::time_point deadline, FunctionRef<bool()> is_done,
                        FunctionRef<void(const Packet&)> heard) {
    const Channel* const channels[] = {&channel};
    while (!is_done() && Wait::Clock::now() < deadline) {
        const auto ready = Wait{.channels = channels, .deadline = deadline, .is_stopped = is_done}.until();
        if (!ready) return std::unexpected(ready.error());
        if (!ready->packets) continue;
        const auto count = channel.receive(heard);
        if (!count) return std::unexpected(count.error());
    }
    return {};
}

Result<void> send_one(Channel& channel, const Packet& packet) {
    const auto deadline = Wait::Clock::now() + std::chrono::seconds(1);
    while (true) {
        const auto sent = channel.send({&packet, 1});
        if (!sent) return std::unexpected(sent.error());
        if (*sent == 1) return {};
        if (Wait::Clock::now() > deadline) return fail(ErrorKind::system, "sending packets: the queue stays full");
        const auto pause = Wait::Clock::now() + std::chrono::milliseconds(1);
        const auto waited = Wait{.channels = {}, .deadline = pause, .is_stopped = [] { return false; }}.until();
        if (!waited) return std::unexpected(waited.error());
    }
}

}  // namespace snet
