#include "platform/linux/messages.hpp"

#include <linux/netlink.h>

#include <algorithm>
#include <cerrno>

namespace snet::platform {

namespace {

// The attributes follow a copy of the request, or of its header alone if the kernel capped it.
Bytes attributes_of_error(const Message& message) {
    const auto error = structure<nlmsgerr>(message.body);
    if (!error) return {};
    std::size_t offset = sizeof(nlmsgerr);
    if ((message.flags & NLM_F_CAPPED) == 0 && error->msg.nlmsg_len > sizeof(nlmsghdr))
        offset += (error->msg.nlmsg_len - sizeof(nlmsghdr) + 3) & ~std::size_t{3};
    return message.body.subspan(std::min(offset, message.body.size()));
}

}  // namespace

KernelVerdict kernel_verdict(const Message& message) {
    const auto error = structure<std::int32_t>(message.body);
    if (!error) return {.error_number = message.type == NLMSG_DONE ? 0 : EBADMSG, .text = {}};
    KernelVerdict verdict{.error_number = *error < 0 && *error >= -4095 ? -*error
                                          : *error == 0                 ? 0
                                                                        : EBADMSG,
                          .text = {}};
    if (message.type == NLMSG_DONE && *error > 0) verdict.error_number = 0;
    if (verdict.error_number == 0 || (message.flags & NLM_F_ACK_TLVS) == 0) return verdict;
    const Bytes attributes =
        message.type == NLMSG_DONE ? message.body.subspan(sizeof *error) : attributes_of_error(message);
    verdict.text = string(AttributeTable<NLMSGERR_ATTR_MSG>(attributes)[NLMSGERR_ATTR_MSG]);
    return verdict;
}

}  // namespace snet::platform
