#include "platform/linux/channel_sockets.hpp"

#include <arpa/inet.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>

#include "platform/linux/packet_filter.hpp"
#include "platform/linux/privileges.hpp"

namespace snet::platform {

namespace {

// What answers may wait in. More than net.core.rmem_max needs CAP_NET_ADMIN.
constexpr int buffer_size = 8 << 20;

template <class Value>
bool set(const Descriptor& socket, int level, int option, const Value& value) {
    return setsockopt(socket.number(), level, option, &value, sizeof value) == 0;
}

std::unexpected<Error> cannot_open(int error_number) {
    if (error_number == EPERM || error_number == EACCES) return raw_packets_refused();
    return fail_errno("packet socket", error_number);
}

void set_buffer(const Descriptor& socket) {
    if (!set(socket, SOL_SOCKET, SO_RCVBUFFORCE, buffer_size)) set(socket, SOL_SOCKET, SO_RCVBUF, buffer_size);
}

bool set_filter(const Descriptor& socket, const ChannelOptions& options) {
    auto code = packet_filter(options.heard, options.interfaces);
    return set(socket, SOL_SOCKET, SO_ATTACH_FILTER,
               sock_fprog{.len = static_cast<unsigned short>(code.size()), .filter = code.data()});
}

// Of the two, ETH_P_ALL alone sees both protocols, at the cost of a look at every packet.
std::uint16_t protocol_of(const Heard& heard) {
    if (heard.icmpv6_types.empty()) return ETH_P_ARP;
    return heard.arp_operations.empty() ? ETH_P_IPV6 : ETH_P_ALL;
}

bool hear_all_groups(const Descriptor& socket, std::uint32_t interface) {
    return set(socket, SOL_PACKET, PACKET_ADD_MEMBERSHIP,
               packet_mreq{.mr_ifindex = static_cast<int>(interface), .mr_type = PACKET_MR_ALLMULTI});
}

bool bind_packets(const Descriptor& socket, const ChannelOptions& options) {
    sockaddr_ll address{};
    address.sll_family = AF_PACKET;
    address.sll_protocol = htons(protocol_of(options.heard));
    if (options.interfaces.size() == 1) address.sll_ifindex = static_cast<int>(options.interfaces.front());
    return bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

}  // namespace

Result<Descriptor> open_packet_socket(const ChannelOptions& options) {
    // Of protocol 0: it hears nothing before it is bound.
    Descriptor socket(::socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket) return cannot_open(errno);
    set_buffer(socket);
    constexpr int yes = 1;
    set(socket, SOL_PACKET, PACKET_IGNORE_OUTGOING, yes);
    bool done = set_filter(socket, options) && set(socket, SOL_SOCKET, SO_TIMESTAMPNS, yes);
    // Of one protocol alone a socket gets no frames of VLANs: they are another host's, which the filter refuses.
    if (protocol_of(options.heard) == ETH_P_ALL) done = done && set(socket, SOL_PACKET, PACKET_AUXDATA, yes);
    for (const std::uint32_t interface : options.interfaces)
        done = done && (!options.all_groups || hear_all_groups(socket, interface));
    if (!done || !bind_packets(socket, options)) return fail_errno("packet socket", errno);
    return socket;
}

Result<Descriptor> open_icmpv6_socket(const ChannelOptions& options) {
    icmp6_filter filter{};
    ICMP6_FILTER_SETBLOCKALL(&filter);
    Descriptor socket(::socket(AF_INET6, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_ICMPV6));
    if (!socket) return cannot_open(errno);
    for (const std::uint8_t type : options.heard.icmpv6_types)
        ICMP6_FILTER_SETPASS(type, &filter);
    constexpr int yes = 1;
    constexpr int no = 0;
    if (!set(socket, IPPROTO_ICMPV6, ICMP6_FILTER, filter) || !set(socket, IPPROTO_IPV6, IPV6_RECVPKTINFO, yes) ||
        !set(socket, IPPROTO_IPV6, IPV6_RECVHOPLIMIT, yes) || !set(socket, IPPROTO_IPV6, IPV6_MULTICAST_LOOP, no) ||
        !set(socket, SOL_SOCKET, SO_TIMESTAMPNS, yes))
        return fail_errno("ICMPv6 socket", errno);
    set_buffer(socket);
    return socket;
}

}  // namespace snet::platform
