#include "platform/packets.hpp"

#include <linux/if_packet.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <functional>

#include "platform/linux/channel_sockets.hpp"
#include "platform/linux/message_batch.hpp"
#include "platform/linux/netns.hpp"
#include "platform/linux/privileges.hpp"

namespace snet::platform {

namespace {

constexpr std::size_t ipv6_header_size = 40, longest_packet = 2048;
static_assert(MessageBatch::size == Channel::most_at_once);

using Time = std::chrono::system_clock::time_point;

Time time_of(const MessageBatch& batch, std::size_t i) {
    const auto stamp = batch.control<timespec>(i, SOL_SOCKET, SO_TIMESTAMPNS);
    if (!stamp) return std::chrono::system_clock::now();
    return Time(std::chrono::seconds(stamp->tv_sec) + std::chrono::nanoseconds(stamp->tv_nsec));
}

// Packets with their Ethernet header.
struct Frames {
    static constexpr std::size_t header_size = 0;
    using Address = sockaddr_ll;

    static void put(MessageBatch& batch, std::size_t i, const Packet& packet) {
        // sendmmsg only reads it.
        auto& address = batch.put<Address>(i, {const_cast<std::uint8_t*>(packet.bytes.data()), packet.bytes.size()});
        address.sll_family = AF_PACKET;
        address.sll_ifindex = static_cast<int>(packet.interface);
    }

    static std::optional<Packet> heard(const MessageBatch& batch, std::size_t i, std::span<std::uint8_t>) {
        Packet packet{.interface = static_cast<std::uint32_t>(batch.address<Address>(i).sll_ifindex),
                      .bytes = batch.received(i),
                      .when = time_of(batch, i)};
        const auto more = batch.control<tpacket_auxdata>(i, SOL_PACKET, PACKET_AUXDATA);
        if (more && (more->tp_status & TP_STATUS_VLAN_VALID) != 0)
            packet.vlan = static_cast<std::uint16_t>(more->tp_vlan_tci & 0x0fff);
        return packet;
    }
};

// Messages of ICMPv6: the OS makes their IPv6 header of what ours says, and ours is made of what the OS says.
struct Icmpv6Messages {
    static constexpr std::size_t header_size = ipv6_header_size;
    using Address = sockaddr_in6;

    static void put(MessageBatch& batch, std::size_t i, const Packet& packet) {
        const auto message = packet.bytes.subspan(std::min(header_size, packet.bytes.size()));
        auto& address = batch.put<Address>(i, {const_cast<std::uint8_t*>(message.data()), message.size()});
        if (message.empty()) return;  // which the OS refuses
        address.sin6_family = AF_INET6;
        address.sin6_scope_id = packet.interface;
        std::memcpy(&address.sin6_addr, &packet.bytes[24], sizeof address.sin6_addr);
        in6_pktinfo source{.ipi6_addr = {}, .ipi6_ifindex = packet.interface};
        std::memcpy(&source.ipi6_addr, &packet.bytes[8], sizeof source.ipi6_addr);
        batch.add_control(i, IPPROTO_IPV6, IPV6_PKTINFO, source);
        batch.add_control(i, IPPROTO_IPV6, IPV6_HOPLIMIT, int{packet.bytes[7]});
    }

    // `room` is where the message was received, with that of a header before it.
    static std::optional<Packet> heard(const MessageBatch& batch, std::size_t i, std::span<std::uint8_t> room) {
        const auto target = batch.control<in6_pktinfo>(i, IPPROTO_IPV6, IPV6_PKTINFO);
        const auto hop_limit = batch.control<int>(i, IPPROTO_IPV6, IPV6_HOPLIMIT);
        if (!target || !hop_limit) return std::nullopt;
        const std::size_t size = batch.received(i).size();
        std::ranges::fill(room.first(header_size), std::uint8_t{0});
        room[0] = 0x60;
        room[4] = static_cast<std::uint8_t>(size >> 8);
        room[5] = static_cast<std::uint8_t>(size);
        room[6] = IPPROTO_ICMPV6;
        room[7] = static_cast<std::uint8_t>(*hop_limit);
        std::memcpy(&room[8], &batch.address<Address>(i).sin6_addr, sizeof(in6_addr));
        std::memcpy(&room[24], &target->ipi6_addr, sizeof(in6_addr));
        return Packet{
            .interface = target->ipi6_ifindex, .bytes = room.first(header_size + size), .when = time_of(batch, i)};
    }
};

bool is_full(int error_number) {
    return error_number == EAGAIN || error_number == ENOBUFS || error_number == EINTR;
}

}  // namespace

struct Channel::Os {
    Descriptor socket;
    bool has_frames;
    std::vector<std::uint32_t> interfaces;
    std::uint32_t lost_before = 0;
    MessageBatch sent;
    MessageBatch heard;
    std::unique_ptr<std::uint8_t[]> room = std::make_unique_for_overwrite<std::uint8_t[]>(  // NOLINT(*-avoid-c-arrays)
        MessageBatch::size * longest_packet);

    std::span<std::uint8_t> room_of(std::size_t i) { return {&room[i * longest_packet], longest_packet}; }

    template <class Kind>
    Result<std::size_t> send(std::span<const Packet> packets) {
        std::size_t done = 0;
        while (done < packets.size()) {
            const auto part = packets.subspan(done, std::min(packets.size() - done, MessageBatch::size));
            for (std::size_t i = 0; i < part.size(); ++i)
                Kind::put(sent, i, part[i]);
            const int taken = sendmmsg(socket.number(), sent.messages(), static_cast<unsigned>(part.size()), 0);
            if (taken < 0 && done == 0 && !is_full(errno)) return fail_errno("sending packets", errno);
            if (taken > 0) done += static_cast<std::size_t>(taken);
            if (taken < 0 || static_cast<std::size_t>(taken) < part.size()) break;
        }
        return done;
    }

    template <class Kind>
    Result<std::size_t> receive(FunctionRef<void(const Packet&)> take) {
        for (std::size_t i = 0; i < MessageBatch::size; ++i) {
            heard.put<typename Kind::Address>(i, room_of(i).subspan(Kind::header_size));
            heard.take_control(i);
        }
        const int count = recvmmsg(socket.number(), heard.messages(), MessageBatch::size, 0, nullptr);
        if (count < 0 && !is_full(errno)) return fail_errno("hearing packets", errno);
        for (int i = 0; i < count; ++i) {
            const auto which = static_cast<std::size_t>(i);
            if (heard.is_truncated(which)) continue;
            const auto packet = Kind::heard(heard, which, room_of(which));
            if (packet && hears(packet->interface)) take(*packet);
        }
        return static_cast<std::size_t>(std::max(count, 0));
    }

    bool hears(std::uint32_t interface) const {
        return interfaces.empty() || std::ranges::find(interfaces, interface) != interfaces.end();
    }
};

namespace {

using Opener = Result<Descriptor>(const ChannelOptions&);

Result<Descriptor> open_socket(const ChannelOptions& options, Opener& open) {
    NetworkNamespace home;
    if (options.netns) {
        auto named = NetworkNamespace::open(*options.netns);
        if (!named) return std::unexpected(std::move(named.error()));
        home = std::move(*named);
    }
    Result<Descriptor> socket;
    const auto entered = home.inside([&] { with_raw_packets([&] { socket = open(options); }); });
    if (!entered) return std::unexpected(entered.error());
    return socket;
}

}  // namespace

Result<Channel> Channel::open_frames(const ChannelOptions& options) {
    auto socket = open_socket(options, open_packet_socket);
    if (!socket) return std::unexpected(std::move(socket.error()));
    return Channel(std::make_unique<Os>(std::move(*socket), true, options.interfaces));
}

Result<Channel> Channel::open_icmpv6(const ChannelOptions& options) {
    auto socket = open_socket(options, open_icmpv6_socket);
    if (!socket) return std::unexpected(std::move(socket.error()));
    return Channel(std::make_unique<Os>(std::move(*socket), false, options.interfaces));
}

Channel::Channel(std::unique_ptr<Os> os) : os_(std::move(os)) {}
Channel::Channel(Channel&&) noexcept = default;
Channel& Channel::operator=(Channel&&) noexcept = default;
Channel::~Channel() = default;

Result<std::size_t> Channel::send(std::span<const Packet> packets) {
    return os_->has_frames ? os_->send<Frames>(packets) : os_->send<Icmpv6Messages>(packets);
}

Result<std::size_t> Channel::receive(FunctionRef<void(const Packet&)> heard) {
    return os_->has_frames ? os_->receive<Frames>(heard) : os_->receive<Icmpv6Messages>(heard);
}

std::uint64_t Channel::lost() {
    std::uint32_t numbers[SK_MEMINFO_VARS] = {};
    socklen_t size = sizeof numbers;
    if (getsockopt(os_->socket.number(), SOL_SOCKET, SO_MEMINFO, numbers, &size) != 0) return 0;
    return numbers[SK_MEMINFO_DROPS] - std::exchange(os_->lost_before, numbers[SK_MEMINFO_DROPS]);
}

namespace {

timespec time_until(Wait::Clock::time_point deadline) {
    const auto left = std::max(deadline - Wait::Clock::now(), Wait::Clock::duration::zero());
    const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
    return {.tv_sec = seconds.count(), .tv_nsec = std::chrono::nanoseconds(left - seconds).count()};
}

}  // namespace

Result<Wait::Ready> Wait::until() const {
    std::vector<pollfd> waiting;
    if (input) waiting.push_back({STDIN_FILENO, POLLIN, 0});
    for (const Channel* channel : channels)
        waiting.push_back({channel->os_->socket.number(), POLLIN, 0});
    sigset_t interrupt;
    sigset_t outside;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    pthread_sigmask(SIG_BLOCK, &interrupt, &outside);
    int ready = 0;
    if (!is_stopped()) {
        const timespec left = deadline ? time_until(*deadline) : timespec{};
        ready = ppoll(waiting.data(), waiting.size(), deadline ? &left : nullptr, &outside);
    }
    const int error_number = errno;
    pthread_sigmask(SIG_SETMASK, &outside, nullptr);
    if (ready < 0 && error_number != EINTR) return fail_errno("waiting for packets", error_number);
    Ready found;
    if (ready <= 0) return found;
    const auto is_ready = [](const pollfd& one) { return one.revents != 0; };
    found.input = input && is_ready(waiting.front());
    found.packets = std::any_of(waiting.begin() + (input ? 1 : 0), waiting.end(), is_ready);
    return found;
}

}  // namespace snet::platform
