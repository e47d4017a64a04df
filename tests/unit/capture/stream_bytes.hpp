#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

/// Streams of packets as a test wants them, in either byte order.
namespace snet::capture::testing {

using Buffer = std::vector<std::uint8_t>;

class StreamBytes {
  public:
    explicit StreamBytes(bool swapped = false) : swapped_(swapped) {}

    StreamBytes& u16(std::uint16_t number) { return put(swapped_ ? std::byteswap(number) : number); }
    StreamBytes& u32(std::uint32_t number) { return put(swapped_ ? std::byteswap(number) : number); }
    StreamBytes& u64(std::uint64_t number) { return put(swapped_ ? std::byteswap(number) : number); }
    StreamBytes& text(const std::string& bytes) {
        buffer.insert(buffer.end(), bytes.begin(), bytes.end());
        return *this;
    }
    StreamBytes& pad() {
        while (buffer.size() % 4 != 0)
            buffer.push_back(0);
        return *this;
    }

    StreamBytes& pcap(std::uint32_t magic = 0xa1b2c3d4, std::uint32_t link_type = 1, std::uint32_t snaplen = 65535) {
        return u32(magic).u16(2).u16(4).u32(0).u32(0).u32(snaplen).u32(link_type);
    }
    StreamBytes& record(std::uint32_t seconds, std::uint32_t fraction, const std::string& bytes,
                        std::uint32_t original) {
        return u32(seconds).u32(fraction).u32(static_cast<std::uint32_t>(bytes.size())).u32(original).text(bytes);
    }
    StreamBytes& record(const std::string& bytes) {
        return record(1, 2, bytes, static_cast<std::uint32_t>(bytes.size()));
    }

    StreamBytes& block(std::uint32_t type, const StreamBytes& body) {
        const auto size = static_cast<std::uint32_t>(12 + body.buffer.size());
        u32(type).u32(size);
        buffer.insert(buffer.end(), body.buffer.begin(), body.buffer.end());
        return u32(size);
    }
    StreamBytes& section(std::uint16_t major = 1) {
        return block(0x0a0d0d0a, same().u32(0x1a2b3c4d).u16(major).u16(0).u64(~std::uint64_t{0}));
    }
    StreamBytes& interface(std::uint16_t link_type = 1, std::uint32_t snaplen = 0,
                           const StreamBytes& options = StreamBytes()) {
        auto body = same().u16(link_type).u16(0).u32(snaplen);
        body.buffer.insert(body.buffer.end(), options.buffer.begin(), options.buffer.end());
        return block(1, body);
    }
    StreamBytes& enhanced(std::uint32_t interface, std::uint64_t time, const std::string& bytes, std::uint32_t original,
                          const std::string& options = "") {
        auto body =
            same().u32(interface).u32(static_cast<std::uint32_t>(time >> 32U)).u32(static_cast<std::uint32_t>(time));
        body.u32(static_cast<std::uint32_t>(bytes.size())).u32(original).text(bytes).pad().text(options);
        return block(6, body);
    }
    StreamBytes& obsolete(std::uint16_t interface, std::uint64_t time, const std::string& bytes,
                          std::uint32_t original) {
        auto body = same()
                        .u16(interface)
                        .u16(7)
                        .u32(static_cast<std::uint32_t>(time >> 32U))
                        .u32(static_cast<std::uint32_t>(time));
        return block(2, body.u32(static_cast<std::uint32_t>(bytes.size())).u32(original).text(bytes).pad());
    }
    StreamBytes& simple(const std::string& bytes, std::uint32_t original) {
        return block(3, same().u32(original).text(bytes).pad());
    }
    /// An empty one in the same byte order.
    StreamBytes same() const { return StreamBytes(swapped_); }

    Buffer buffer;

  private:
    template <class Number>
    StreamBytes& put(Number number) {
        const std::size_t at = buffer.size();
        buffer.resize(at + sizeof number);
        std::memcpy(&buffer[at], &number, sizeof number);
        return *this;
    }

    bool swapped_;
};

}  // namespace snet::capture::testing
