#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "platform/linux/datagrams.hpp"
#include "platform/linux/messages.hpp"
#include "snet/function_ref.hpp"
#include "snet/query.hpp"

namespace snet::platform {

/// How an answer ended.
struct Reply {
    enum class End {
        complete,
        stopped,      ///< by the reader
        interrupted,  ///< complete, but the table changed meanwhile
        truncated,    ///< a datagram was longer than the buffer
        overrun,      ///< the kernel had no memory for the next datagram and does not go on
        failed,
    };
    End end = End::complete;
    int error_number = 0;
    std::string text;             ///< the kernel's words for `failed`
    bool reusable = true;         ///< the socket takes another question
    std::size_t needed_size = 0;  ///< of `truncated`: what the buffer must hold
};

/// The question that an answer must belong to.
struct Question {
    std::uint32_t sequence = 0;
    std::uint32_t port = 0;  ///< of the socket that asked
};

/// Reads one answer out of the datagrams that `next` receives, and calls back for each of its messages. What answers
/// another question, of this socket or of its port's last owner, is passed over.
Reply read_answer(const Question& question, FunctionRef<Datagram()> next, FunctionRef<Next(const Message&)> row);

}  // namespace snet::platform
