#pragma once

#include "platform/packets.hpp"

namespace snet {

/// Hears what the channel brings until the deadline, or until `is_done`, which is asked before every wait.
Result<void> hear_until(platform::Channel& channel, platform::Wait::Clock::time_point deadline,
                        FunctionRef<bool()> is_done, FunctionRef<void(const platform::Packet&)> heard);

/// Sends one packet, waiting for room for at most a second.
Result<void> send_one(platform::Channel& channel, const platform::Packet& packet);

}  // namespace snet
