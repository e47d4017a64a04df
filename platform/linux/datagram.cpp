#include "platform/linux/datagram.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

#include "platform/linux/descriptor.hpp"
#include "platform/linux/family.hpp"

namespace snet::platform {

namespace {

constexpr std::uint16_t discard_port = 9;
constexpr int so_netns_cookie = 71;  // SO_NETNS_COOKIE of Linux 5.14, unknown to older headers

Result<bool> send_to(int socket, const sockaddr* address, socklen_t size, const std::string& subject) {
    if (::sendto(socket, "", 0, MSG_DONTWAIT | MSG_NOSIGNAL, address, size) == 0) return true;
    if (errno == EAGAIN || errno == ENOBUFS) return false;
    return fail_errno(subject, errno);
}

}  // namespace

std::optional<std::uint64_t> namespace_cookie() {
    const Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    std::uint64_t cookie = 0;
    socklen_t size = sizeof cookie;
    if (!socket || getsockopt(socket.number(), SOL_SOCKET, so_netns_cookie, &cookie, &size) != 0) return std::nullopt;
    return cookie;
}

Result<bool> send_datagram(const IpAddress& neighbor, std::uint32_t index) {
    const std::string subject = "a datagram to " + neighbor.to_string();
    const Descriptor socket(::socket(kernel_family(neighbor.family()), SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (!socket) return fail_errno(subject, errno);
    // Without it the kernel does not say that its table is full.
    constexpr int yes = 1;
    setsockopt(socket.number(), neighbor.is_ipv4() ? IPPROTO_IP : IPPROTO_IPV6,
               neighbor.is_ipv4() ? IP_RECVERR : IPV6_RECVERR, &yes, sizeof yes);
    if (neighbor.is_ipv4()) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(discard_port);
        std::memcpy(&to.sin_addr, neighbor.bytes().data(), sizeof to.sin_addr);
        return send_to(socket.number(), reinterpret_cast<const sockaddr*>(&to), sizeof to, subject);
    }
    sockaddr_in6 to{};
    to.sin6_family = AF_INET6;
    to.sin6_port = htons(discard_port);
    to.sin6_scope_id = neighbor.is_link_local() ? index : 0;
    std::memcpy(&to.sin6_addr, neighbor.bytes().data(), sizeof to.sin6_addr);
    return send_to(socket.number(), reinterpret_cast<const sockaddr*>(&to), sizeof to, subject);
}

}  // namespace snet::platform
