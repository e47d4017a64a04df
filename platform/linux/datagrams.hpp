#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "platform/linux/attributes.hpp"

namespace snet::platform {

/// What one receiving from the kernel gave: bytes, or why there are none.
struct Datagram {
    Bytes bytes;
    int error_number = 0;         ///< errno; ECONNRESET where the socket has ended
    std::size_t needed_size = 0;  ///< of a datagram that was longer than the buffer and so is lost; else 0
};

/// Waits for a datagram of the kernel's; what other processes send to the socket is passed over.
Datagram receive(int descriptor, std::span<std::uint8_t> buffer);

/// The datagrams of one answer, in their order.
///
/// The kernel makes each part of a dump while it is asked for it, which takes about twice as long as decoding and
/// printing the part before. So behind the first few parts of a long dump a thread receives ahead, and the table is
/// read at the kernel's pace. Small answers pay nothing for it.
class Datagrams {
  public:
    /// Of a socket that lives longer than this. The buffers are of `buffer_size` bytes. Only a dump may be long: a
    /// thread that waits for what never comes could not be ended.
    enum class Answer { is_short, may_be_long };
    Datagrams(int descriptor, std::size_t buffer_size, Answer answer);
    Datagrams(const Datagrams&) = delete;
    Datagrams& operator=(const Datagrams&) = delete;
    ~Datagrams();

    /// Waits for the next one. Its bytes stay until the call after.
    Datagram next();

    static constexpr unsigned received_alone = 8;  ///< datagrams before a thread is worth its start

  private:
    class Ahead;

    int descriptor_;
    std::size_t buffer_size_;
    std::unique_ptr<std::uint8_t[]> buffer_;
    Answer answer_;
    unsigned received_ = 0;
    std::unique_ptr<Ahead> ahead_;
};

}  // namespace snet::platform
