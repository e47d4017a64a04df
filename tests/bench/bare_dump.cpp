// Asks the kernel for whole tables and receives them without looking inside: what any reader must at least pay.
//
//     bench-bare-dump routes4|routes6|links|addresses ...

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string_view>

namespace {

struct Question {
    std::string_view name;
    std::uint16_t type;
    unsigned char family;
};
constexpr std::array<Question, 4> questions{{
    {"routes4", RTM_GETROUTE, AF_INET},
    {"routes6", RTM_GETROUTE, AF_INET6},
    {"links", RTM_GETLINK, AF_UNSPEC},
    {"addresses", RTM_GETADDR, AF_UNSPEC},
}};

constexpr std::size_t datagram_size = 32768;  // the kernel sends no more at once

bool ask(int socket, const Question& question) {
    struct {
        nlmsghdr header;
        rtmsg body;  // the family is the first byte of every kind of question
    } request{};
    request.header.nlmsg_len = sizeof request;
    request.header.nlmsg_type = question.type;
    request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    request.body.rtm_family = question.family;
    return send(socket, &request, sizeof request, 0) == static_cast<ssize_t>(sizeof request);
}

/// The end of a dump stands alone, or behind the last rows.
bool is_last(const char* datagram, std::size_t size) {
    const std::size_t end_size = NLMSG_LENGTH(sizeof(int));
    nlmsghdr header{};
    std::memcpy(&header, datagram, sizeof header);
    if (header.nlmsg_type == NLMSG_DONE || header.nlmsg_type == NLMSG_ERROR) return true;
    if (size < end_size) return true;
    std::memcpy(&header, datagram + size - end_size, sizeof header);
    return header.nlmsg_type == NLMSG_DONE && header.nlmsg_len == end_size;
}

std::size_t receive(int socket) {
    static std::array<char, datagram_size> buffer;
    std::size_t total = 0;
    for (;;) {
        const ssize_t size = recv(socket, buffer.data(), buffer.size(), 0);
        if (size < 0 && errno == EINTR) continue;
        if (size < static_cast<ssize_t>(sizeof(nlmsghdr))) return 0;
        total += static_cast<std::size_t>(size);
        if (is_last(buffer.data(), static_cast<std::size_t>(size))) return total;
    }
}

std::size_t dump(int socket, std::string_view name) {
    for (const auto& question : questions)
        if (question.name == name) return ask(socket, question) ? receive(socket) : 0;
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const int socket = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    if (socket < 0) return std::perror("socket"), 2;
    for (int i = 1; i < argc; ++i) {
        const std::size_t bytes = dump(socket, argv[i]);
        if (bytes == 0) return std::fprintf(stderr, "%s: no answer\n", argv[i]), 2;
        std::printf("%s: %zu bytes\n", argv[i], bytes);
    }
    close(socket);
    return 0;
}
