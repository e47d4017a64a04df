#include "platform/linux/answer.hpp"

#include <linux/netlink.h>

#include <cerrno>
#include <utility>

namespace snet::platform {

namespace {

Reply failure(const Datagram& datagram) {
    if (datagram.needed_size != 0)
        return {.end = Reply::End::truncated,
                .error_number = 0,
                .text = {},
                .reusable = false,
                .needed_size = datagram.needed_size};
    return {.end = datagram.error_number == ENOBUFS ? Reply::End::overrun : Reply::End::failed,
            .error_number = datagram.error_number,
            .text = {},
            .reusable = false};
}

// False at the end of the answer.
bool take(const Message& message, FunctionRef<Next(const Message&)> row, Reply& reply) {
    if ((message.flags & NLM_F_DUMP_INTR) != 0) reply.end = Reply::End::interrupted;
    if (message.type == NLMSG_ERROR || message.type == NLMSG_DONE) {
        auto verdict = kernel_verdict(message);
        if (verdict.error_number == 0) return false;
        reply = {.end = Reply::End::failed,
                 .error_number = verdict.error_number,
                 .text = std::move(verdict.text),
                 .reusable = true};
        return false;
    }
    if (message.type < NLMSG_MIN_TYPE) return true;
    const bool more = (message.flags & NLM_F_MULTI) != 0;
    if (row(message) == Next::go_on) return more;
    if (more) {
        reply.end = Reply::End::stopped;
        reply.reusable = false;
    }
    return false;
}

}  // namespace

Reply read_answer(const Question& question, FunctionRef<Datagram()> next, FunctionRef<Next(const Message&)> row) {
    Reply reply;
    for (;;) {
        const Datagram datagram = next();
        if (datagram.needed_size != 0 || datagram.error_number != 0) return failure(datagram);
        for (const Message& message : Messages(datagram.bytes))
            if (message.sequence == question.sequence && message.port == question.port && !take(message, row, reply))
                return reply;
    }
}

}  // namespace snet::platform
