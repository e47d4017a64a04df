#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "platform/linux/answer.hpp"
#include "snet/error.hpp"
#include "snet/ip_address.hpp"

struct nl_msg;
struct nl_sock;

namespace snet::platform {

/// A question to the kernel: a message of rtnetlink with its fixed header and attributes.
class Request {
  public:
    enum class Kind { one, dump };

    /// `header` is the structure that starts the message: rtmsg, ifinfomsg, ...
    template <class Header>
    Request(std::uint16_t type, Kind kind, const Header& header) : Request(type, kind, &header, sizeof header) {}

    void add(std::uint16_t attribute, std::uint8_t value);
    void add(std::uint16_t attribute, std::uint32_t value);
    void add_be16(std::uint16_t attribute, std::uint16_t value);  ///< in network byte order
    void add(std::uint16_t attribute, std::string_view text);     ///< with a NUL
    void add(std::uint16_t attribute, const IpAddress& address);

  private:
    friend class Socket;
    Request(std::uint16_t type, Kind kind, const void* header, std::size_t size);

    struct Free {
        void operator()(nl_msg* message) const;
    };
    std::unique_ptr<nl_msg, Free> message_;
};

/// A connection to rtnetlink in the network namespace that the calling thread was in when it was opened.
///
/// Strict checking is asked for, so that the kernel filters dumps; kernels before 4.20 do not, which their answers show
/// (no NLM_F_DUMP_FILTERED). Datagrams are received into buffers of the greatest size that the kernel makes dumps of
/// for those who ask, without a look at their size before: nl_recvmsgs would copy every message.
class Socket {
  public:
    static Result<Socket> open(std::size_t buffer_size = usual_buffer_size);

    /// Asks, and calls back for every message of the answer.
    Reply ask(Request& request, FunctionRef<Next(const Message&)> row);

    int descriptor() const;

    /// What it takes to receive the longest datagram seen.
    std::size_t buffer_size() const { return buffer_size_; }

    static constexpr std::size_t usual_buffer_size = 32768;

  private:
    struct Close {
        void operator()(nl_sock* socket) const;
    };

    explicit Socket(nl_sock* socket) : socket_(socket) {}

    std::unique_ptr<nl_sock, Close> socket_;
    std::size_t buffer_size_ = usual_buffer_size;
    std::uint32_t port_ = 0;
};

}  // namespace snet::platform
