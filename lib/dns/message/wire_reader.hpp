#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "lib/dns/message/name_wire.hpp"
#include "snet/dns/message_view.hpp"

namespace snet::dns {

/// Reads the numbers and names of a part of a message. What is not there any more reads as zero or nothing, and `is_ok`
/// is false from then on: asked once, behind all that was read.
class WireReader {
  public:
    WireReader(WireBytes message, std::size_t at, std::size_t end, Compression compression = Compression::allowed)
        : message_(message), at_(at), end_(end), compression_(compression) {}
    /// Bytes that are no part of a message, where names can point to nothing.
    explicit WireReader(WireBytes bytes) : WireReader(bytes, 0, bytes.size(), Compression::forbidden) {}

    std::uint8_t u8() { return static_cast<std::uint8_t>(number<1>()); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(number<2>()); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(number<4>()); }
    std::uint64_t u48() { return number<6>(); }
    std::uint64_t u64() { return number<8>(); }

    WireBytes take(std::size_t size) {
        if (size > left()) {
            fail();
            return {};
        }
        at_ += size;
        return message_.subspan(at_ - size, size);
    }
    WireBytes rest() { return take(left()); }
    /// Behind a length of one byte or two.
    WireBytes counted8() { return take(u8()); }
    WireBytes counted16() { return take(u16()); }

    /// The offset of a name in the message.
    std::size_t name(Compression compression) {
        const auto end =
            end_of_name(message_, at_, end_, compression == compression_ ? compression : Compression::forbidden);
        const std::size_t begin = at_;
        if (end) {
            at_ = *end;
        } else {
            fail();
        }
        return begin;
    }
    std::optional<NameView> name_view() {
        const std::size_t begin = name(Compression::allowed);
        return is_ok() ? std::optional(NameView(message_, begin)) : std::nullopt;
    }

    /// From here on nothing is there.
    void fail() {
        is_ok_ = false;
        at_ = end_;
    }

    bool is_ok() const { return is_ok_; }
    std::size_t left() const { return end_ - at_; }
    std::size_t offset() const { return at_; }
    WireBytes message() const { return message_; }

  private:
    template <std::size_t size>
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (const std::uint8_t byte : take(size))
            value = value << 8 | byte;
        return value;
    }

    WireBytes message_;
    std::size_t at_;
    std::size_t end_;
    Compression compression_;
    bool is_ok_ = true;
};

}  // namespace snet::dns
