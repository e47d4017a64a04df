#pragma once

#include <linux/if_packet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>

namespace snet::platform {

/// Messages that one system call sends or receives (sendmmsg, recvmmsg), each with an address and with control
/// messages.
class MessageBatch {
  public:
    static constexpr std::size_t size = 128;

    MessageBatch() : parts_(std::make_unique<Parts>()) {}

    /// Makes message `i` one with this data, to or from an address of this type, without control messages.
    template <class Address>
    Address& put(std::size_t i, std::span<std::uint8_t> data) {
        static_assert(sizeof(Address) <= sizeof(Parts::Address));
        parts_->data[i] = {.iov_base = data.data(), .iov_len = data.size()};
        msghdr& header = parts_->messages[i].msg_hdr;
        header = {};
        header.msg_name = &parts_->addresses[i];
        header.msg_namelen = sizeof(Address);
        header.msg_iov = &parts_->data[i];
        header.msg_iovlen = 1;
        return *new (&parts_->addresses[i]) Address{};
    }

    /// Adds a control message to `i`, whose control messages together fit into `control_size`.
    template <class Value>
    void add_control(std::size_t i, int level, int type, const Value& value) {
        msghdr& header = parts_->messages[i].msg_hdr;
        auto& room = parts_->controls[i];
        auto* control = reinterpret_cast<cmsghdr*>(room.data() + header.msg_controllen);
        *control = {.cmsg_len = CMSG_LEN(sizeof value), .cmsg_level = level, .cmsg_type = type};
        std::memcpy(CMSG_DATA(control), &value, sizeof value);
        header.msg_control = room.data();
        header.msg_controllen += CMSG_SPACE(sizeof value);
    }

    /// Lets message `i` receive control messages.
    void take_control(std::size_t i) {
        parts_->messages[i].msg_hdr.msg_control = parts_->controls[i].data();
        parts_->messages[i].msg_hdr.msg_controllen = control_size;
    }

    template <class Address>
    const Address& address(std::size_t i) const {
        return *reinterpret_cast<const Address*>(&parts_->addresses[i]);
    }

    template <class Value>
    std::optional<Value> control(std::size_t i, int level, int type) const {
        msghdr& header = parts_->messages[i].msg_hdr;
        for (cmsghdr* one = CMSG_FIRSTHDR(&header); one != nullptr; one = CMSG_NXTHDR(&header, one)) {
            if (one->cmsg_level != level || one->cmsg_type != type || one->cmsg_len < CMSG_LEN(sizeof(Value))) continue;
            Value value;
            std::memcpy(&value, CMSG_DATA(one), sizeof value);
            return value;
        }
        return std::nullopt;
    }

    /// What was received as `i`; more did not fit if its flags have MSG_TRUNC.
    std::span<std::uint8_t> received(std::size_t i) const {
        return {static_cast<std::uint8_t*>(parts_->data[i].iov_base), parts_->messages[i].msg_len};
    }
    bool is_truncated(std::size_t i) const { return (parts_->messages[i].msg_hdr.msg_flags & MSG_TRUNC) != 0; }

    mmsghdr* messages() { return parts_->messages.data(); }

  private:
    static constexpr std::size_t control_size = 128;
    struct Parts {
        union Address {
            sockaddr_ll link;
            sockaddr_in6 ipv6;
        };
        struct alignas(cmsghdr) Control : std::array<std::uint8_t, control_size> {};
        std::array<mmsghdr, size> messages{};
        std::array<iovec, size> data{};
        std::array<Address, size> addresses{};
        std::array<Control, size> controls{};
    };
    std::unique_ptr<Parts> parts_;
};

}  // namespace snet::platform
