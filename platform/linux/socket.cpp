#include "platform/linux/socket.hpp"

#include <arpa/inet.h>
#include <linux/netlink.h>
#include <netlink/attr.h>
#include <netlink/errno.h>
#include <netlink/msg.h>
#include <netlink/netlink.h>
#include <netlink/socket.h>
#include <sys/socket.h>

#include <cerrno>

namespace snet::platform {

void Request::Free::operator()(nl_msg* message) const {
    nlmsg_free(message);
}

Request::Request(std::uint16_t type, Kind kind, const void* header, std::size_t size)
    : message_(nlmsg_alloc_size(256)) {
    nlmsg_put(message_.get(), NL_AUTO_PORT, NL_AUTO_SEQ, type, 0,
              kind == Kind::dump ? NLM_F_REQUEST | NLM_F_DUMP : NLM_F_REQUEST);
    nlmsg_append(message_.get(), const_cast<void*>(header), size, NLMSG_ALIGNTO);
}

void Request::add(std::uint16_t attribute, std::uint8_t value) {
    nla_put_u8(message_.get(), attribute, value);
}

void Request::add_be16(std::uint16_t attribute, std::uint16_t value) {
    nla_put_u16(message_.get(), attribute, htons(value));
}

void Request::add(std::uint16_t attribute, std::uint32_t value) {
    nla_put_u32(message_.get(), attribute, value);
}

void Request::add(std::uint16_t attribute, std::string_view text) {
    nla_put_string(message_.get(), attribute, std::string(text).c_str());
}

void Request::add(std::uint16_t attribute, const IpAddress& address) {
    const auto bytes = address.bytes();
    nla_put(message_.get(), attribute, static_cast<int>(bytes.size()), bytes.data());
}

void Socket::Close::operator()(nl_sock* socket) const {
    nl_socket_free(socket);
}

Result<Socket> Socket::open(std::size_t buffer_size) {
    Socket socket(nl_socket_alloc());
    if (!socket.socket_) return fail_errno("netlink", ENOMEM);
    errno = 0;
    if (const int status = nl_connect(socket.socket_.get(), NETLINK_ROUTE); status < 0)
        return errno != 0 ? fail_errno("netlink", errno)
                          : fail(ErrorKind::system, std::string("netlink: ") + nl_geterror(status));
    nl_socket_disable_auto_ack(socket.socket_.get());
    // Kernels that do not know these options answer in a way that is recognised as such.
    const int yes = 1;
    setsockopt(socket.descriptor(), SOL_NETLINK, NETLINK_GET_STRICT_CHK, &yes, sizeof yes);
    setsockopt(socket.descriptor(), SOL_NETLINK, NETLINK_EXT_ACK, &yes, sizeof yes);
    socket.port_ = nl_socket_get_local_port(socket.socket_.get());
    socket.buffer_size_ = buffer_size;
    return socket;
}

int Socket::descriptor() const {
    return nl_socket_get_fd(socket_.get());
}

Reply Socket::ask(Request& request, FunctionRef<Next(const Message&)> row) {
    nlmsghdr* header = nlmsg_hdr(request.message_.get());
    header->nlmsg_seq = NL_AUTO_SEQ;
    header->nlmsg_pid = NL_AUTO_PORT;
    if (nl_send_auto(socket_.get(), request.message_.get()) < 0)
        return {.end = Reply::End::failed, .error_number = errno, .text = {}, .reusable = false};
    const bool is_dump = (header->nlmsg_flags & NLM_F_DUMP) == NLM_F_DUMP;
    Datagrams datagrams(descriptor(), buffer_size_,
                        is_dump ? Datagrams::Answer::may_be_long : Datagrams::Answer::is_short);
    Reply reply = read_answer({.sequence = header->nlmsg_seq, .port = port_}, [&] { return datagrams.next(); }, row);
    if (reply.end == Reply::End::truncated) buffer_size_ = reply.needed_size;
    return reply;
}

}  // namespace snet::platform
