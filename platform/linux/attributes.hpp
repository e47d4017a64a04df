#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include "snet/ip_address.hpp"

/// Netlink attributes (struct nlattr of linux/netlink.h), read from bytes that nobody has checked. Nothing here reads
/// past the end of the span it is given, needs alignment, or allocates; this is the only place that does such walking.
namespace snet::platform {

using Bytes = std::span<const std::uint8_t>;

/// One attribute; `payload` is never a null pointer, even where it is empty.
struct Attribute {
    std::uint16_t type = 0;  ///< without NLA_F_NESTED and NLA_F_NET_BYTEORDER
    Bytes payload;
};

/// The attributes that follow each other in `bytes`, in their order: `for (const auto [type, payload] :
/// Attributes(b))`. Ends before the first one whose length cannot be.
class Attributes {
  public:
    static constexpr std::size_t header_size = 4;
    static constexpr std::uint16_t type_mask = 0x3fff;

    class Iterator {
      public:
        explicit Iterator(Bytes bytes) : rest_(bytes) { read(); }

        const Attribute& operator*() const { return current_; }
        const Attribute* operator->() const { return &current_; }
        bool operator==(std::default_sentinel_t) const { return !valid_; }

        Iterator& operator++() {
            const std::size_t step = (header_size + current_.payload.size() + 3) & ~std::size_t{3};
            rest_ = rest_.subspan(std::min(step, rest_.size()));
            read();
            return *this;
        }

      private:
        void read() {
            valid_ = false;
            if (rest_.size() < header_size) return;
            std::uint16_t length = 0;
            std::memcpy(&length, rest_.data(), sizeof length);
            if (length < header_size || length > rest_.size()) return;
            std::memcpy(&current_.type, rest_.data() + sizeof length, sizeof current_.type);
            current_.type &= type_mask;
            current_.payload = Bytes(rest_.data() + header_size, length - header_size);
            valid_ = true;
        }

        Bytes rest_;
        Attribute current_;
        bool valid_ = false;
    };

    explicit Attributes(Bytes bytes) : bytes_(bytes) {}

    Iterator begin() const { return Iterator(bytes_); }
    std::default_sentinel_t end() const { return {}; }

  private:
    Bytes bytes_;
};

/// The payloads of the attributes 0 to `max` by their type; of two of one type the last, as the kernel takes it. What
/// is absent is an empty payload, which all readers below take for absent.
template <std::size_t max>
    requires(max < 64)
class AttributeTable {
  public:
    explicit AttributeTable(Bytes bytes) {
        for (const auto& [type, payload] : Attributes(bytes)) {
            if (type > max) continue;
            present_ |= bit(type);
            payloads_[type] = {payload.data(), payload.size()};
        }
    }

    Bytes operator[](std::size_t type) const {
        return has(type) ? Bytes(payloads_[type].data, payloads_[type].size) : Bytes();
    }

    /// Also true for a flag, whose payload is empty.
    bool has(std::size_t type) const { return type <= max && (present_ & bit(type)) != 0; }

    template <std::size_t... types>
        requires((types <= max) && ...)
    bool has_any() const {
        return (present_ & (bit(types) | ...)) != 0;
    }

  private:
    struct Payload {
        const std::uint8_t* data;
        std::size_t size;
    };

    static constexpr std::uint64_t bit(std::size_t type) { return std::uint64_t{1} << type; }

    std::uint64_t present_ = 0;
    std::array<Payload, max + 1> payloads_;  // only those that are present are ever written
};

/// A number in the host's byte order; none if the payload is not exactly of its size.
template <class Number>
    requires std::is_arithmetic_v<Number>
std::optional<Number> number(Bytes payload) {
    if (payload.size() != sizeof(Number)) return std::nullopt;
    Number value{};
    std::memcpy(&value, payload.data(), sizeof value);
    return value;
}

inline std::optional<std::uint8_t> u8(Bytes payload) {
    return number<std::uint8_t>(payload);
}
inline std::optional<std::uint16_t> u16(Bytes payload) {
    return number<std::uint16_t>(payload);
}
inline std::optional<std::uint32_t> u32(Bytes payload) {
    return number<std::uint32_t>(payload);
}
inline std::optional<std::uint64_t> u64(Bytes payload) {
    return number<std::uint64_t>(payload);
}
inline std::optional<std::int32_t> s32(Bytes payload) {
    return number<std::int32_t>(payload);
}

/// Numbers in network byte order.
inline std::optional<std::uint16_t> be16(Bytes payload) {
    if (payload.size() != 2) return std::nullopt;
    return static_cast<std::uint16_t>(payload[0] << 8 | payload[1]);
}
inline std::optional<std::uint32_t> be32(Bytes payload) {
    if (payload.size() != 4) return std::nullopt;
    return std::uint32_t{payload[0]} << 24 | std::uint32_t{payload[1]} << 16 | std::uint32_t{payload[2]} << 8 |
           payload[3];
}
inline std::optional<std::uint64_t> be64(Bytes payload) {
    if (payload.size() != 8) return std::nullopt;
    return std::uint64_t{*be32(payload.first(4))} << 32 | *be32(payload.last(4));
}

/// The characters before the first NUL, or all of them; empty if absent.
inline std::string_view string(Bytes payload) {
    if (payload.empty()) return {};
    const std::string_view text(reinterpret_cast<const char*>(payload.data()), payload.size());
    return text.substr(0, text.find('\0'));
}

/// A structure of the kernel's, which newer kernels may have made longer; none if the payload is too short for it.
template <class Structure>
    requires std::is_trivially_copyable_v<Structure>
std::optional<Structure> structure(Bytes payload) {
    std::optional<Structure> read;
    if (payload.size() >= sizeof(Structure)) std::memcpy(&read.emplace(), payload.data(), sizeof(Structure));
    return read;
}

/// An IPv4 or IPv6 address, told by its size; none if it is neither.
inline std::optional<IpAddress> ip_address(Bytes payload) {
    if (payload.size() == address_size(Family::ipv4)) return IpAddress::from_bytes(Family::ipv4, payload.data());
    if (payload.size() == address_size(Family::ipv6)) return IpAddress::from_bytes(Family::ipv6, payload.data());
    return std::nullopt;
}

}  // namespace snet::platform
