#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string>

#include "platform/linux/attributes.hpp"

namespace snet::platform {

/// One netlink message (struct nlmsghdr of linux/netlink.h).
struct Message {
    std::uint16_t type = 0;
    std::uint16_t flags = 0;
    std::uint32_t sequence = 0;
    std::uint32_t port = 0;
    Bytes body;  ///< what follows the header
};

/// The messages that follow each other in a datagram. Ends before the first one whose length cannot be.
class Messages {
  public:
    static constexpr std::size_t header_size = 16;

    class Iterator {
      public:
        explicit Iterator(Bytes bytes) : rest_(bytes) { read(); }

        const Message& operator*() const { return current_; }
        bool operator==(std::default_sentinel_t) const { return !valid_; }

        Iterator& operator++() {
            const std::size_t step = (header_size + current_.body.size() + 3) & ~std::size_t{3};
            rest_ = step < rest_.size() ? rest_.subspan(step) : Bytes();
            read();
            return *this;
        }

      private:
        struct Header {
            std::uint32_t length;
            std::uint16_t type;
            std::uint16_t flags;
            std::uint32_t sequence;
            std::uint32_t port;
        };
        static_assert(sizeof(Header) == header_size);

        void read() {
            valid_ = false;
            if (rest_.size() < header_size) return;
            Header header;
            std::memcpy(&header, rest_.data(), sizeof header);
            if (header.length < header_size || header.length > rest_.size()) return;
            current_ = {header.type, header.flags, header.sequence, header.port,
                        rest_.subspan(header_size, header.length - header_size)};
            valid_ = true;
        }

        Bytes rest_;
        Message current_;
        bool valid_ = false;
    };

    explicit Messages(Bytes bytes) : bytes_(bytes) {}

    Iterator begin() const { return Iterator(bytes_); }
    std::default_sentinel_t end() const { return {}; }

  private:
    Bytes bytes_;
};

/// What the kernel says in NLMSG_ERROR, and at the end of a dump in NLMSG_DONE.
struct KernelVerdict {
    int error_number = 0;  ///< positive; 0: all went well
    std::string text;      ///< the kernel's own words, if it has any
};

/// Reads either; a message too short to tell is EBADMSG.
KernelVerdict kernel_verdict(const Message& message);

}  // namespace snet::platform
