#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "snet/error.hpp"
#include "snet/function_ref.hpp"

/// Packets as they are on the link: sent and heard past the OS's own tables.
namespace snet::platform {

/// What a channel hears, and nothing else: ARP of these operations, ICMPv6 of these types (hop-by-hop options may stand
/// before those of MLD).
struct Heard {
    std::vector<std::uint16_t> arp_operations;
    std::vector<std::uint8_t> icmpv6_types;
};

struct ChannelOptions {
    Heard heard;
    std::vector<std::uint32_t> interfaces;  ///< their indexes: hears of no others; empty: of all
    bool all_groups = false;                ///< also what is sent to groups that the interfaces are no members of
    std::optional<std::string> netns;       ///< as in Tables::open
};

/// A packet to be sent, or one that was heard.
struct Packet {
    std::uint32_t interface = 0;  ///< index
    /// Of a channel of frames from the Ethernet header on, of one of ICMPv6 from the IPv6 header on.
    std::span<const std::uint8_t> bytes;
    std::optional<std::uint16_t> vlan;           ///< heard: the number in the tag that was taken off it
    std::chrono::system_clock::time_point when;  ///< heard: as the OS says, to the nanosecond
};

/// Sends and hears packets on one interface or on several.
///
/// What a channel of frames does, one of ICMPv6 does with packets that have no Ethernet header, from addresses that the
/// OS has: it is opened and closed in a tenth of the time, which is 16 ms on Linux, whatever the number of interfaces.
/// Opening one needs a privilege (CAP_NET_RAW on Linux), which is in force for that time alone.
class Channel {
  public:
    static Result<Channel> open_frames(const ChannelOptions& options);
    static Result<Channel> open_icmpv6(const ChannelOptions& options);

    Channel(Channel&&) noexcept;
    Channel& operator=(Channel&&) noexcept;
    ~Channel();

    /// Sends the packets in their order, and returns how many the OS took: fewer when its queues are full. An error is
    /// about the first.
    Result<std::size_t> send(std::span<const Packet> packets);

    static constexpr std::size_t most_at_once = 128;

    /// Calls back for packets that are there, and returns how many it took off the queue; fewer than `most_at_once`:
    /// there are no more. A packet is valid during the call only.
    Result<std::size_t> receive(FunctionRef<void(const Packet&)> heard);

    /// How many packets were heard and lost since the last call, because they were not received in time.
    std::uint64_t lost();

  private:
    friend struct Wait;
    struct Os;
    explicit Channel(std::unique_ptr<Os> os);
    std::unique_ptr<Os> os_;
};

/// What to wait for.
struct Wait {
    using Clock = std::chrono::steady_clock;

    std::span<const Channel* const> channels;   ///< until one of them has packets
    std::optional<Clock::time_point> deadline;  ///< none: forever
    bool input = false;                         ///< also until standard input can be read, or is at its end
    /// Asked before sleeping, while signals are held back that would end the sleep: true ends it at once, and nothing
    /// is missed in between.
    FunctionRef<bool()> is_stopped;

    struct Ready {
        bool packets = false;
        bool input = false;
    };
    /// Neither: the deadline has come, or a signal; the caller knows which.
    Result<Ready> until() const;
};

/// Gives up for good all privileges that this process has: no channel can be opened after it, and nothing else done
/// that needs them. Channels that are open stay so.
void drop_privileges();

}  // namespace snet::platform
