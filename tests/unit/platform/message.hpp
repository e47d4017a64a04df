#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace snet::test {

/// Builds a netlink message, or a nest of attributes, byte by byte.
class MessageBuilder {
  public:
    MessageBuilder() = default;
    template <class Header>
    explicit MessageBuilder(const Header& header) {
        append(&header, sizeof header);
    }

    MessageBuilder& bytes(std::uint16_t type, const void* data, std::size_t size) {
        const std::uint16_t header[2] = {static_cast<std::uint16_t>(size + 4), type};
        append(header, sizeof header);
        append(data, size);
        return *this;
    }
    template <class Number>
    MessageBuilder& number(std::uint16_t type, Number value) {
        return bytes(type, &value, sizeof value);
    }
    MessageBuilder& address(std::uint16_t type, std::initializer_list<std::uint8_t> value) {
        return bytes(type, value.begin(), value.size());
    }
    MessageBuilder& nest(std::uint16_t type, const MessageBuilder& inner) {
        return bytes(type, inner.data_.data(), inner.data_.size());
    }

    const std::vector<std::uint8_t>& data() const { return data_; }

  private:
    void append(const void* data, std::size_t size) {
        const auto* first = static_cast<const std::uint8_t*>(data);
        data_.insert(data_.end(), first, first + size);
        data_.resize((data_.size() + 3) & ~std::size_t{3});
    }
    std::vector<std::uint8_t> data_;
};

}  // namespace snet::test
