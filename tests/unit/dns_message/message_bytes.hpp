#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "snet/dns/name.hpp"
#include "snet/dns/type.hpp"

/// Messages as bytes, for the tests.
namespace snet::dns {

using Bytes = std::vector<std::uint8_t>;

/// From hexadecimal digits; blanks do not count.
Bytes from_hex(std::string_view digits);

/// Puts a message together. What is appended is not looked at.
class MessageBytes {
  public:
    /// `bits`: from QR to RCODE.
    explicit MessageBytes(std::uint16_t bits = 0x8180, std::uint16_t id = 0x1234);

    MessageBytes& question(std::string_view name, Type type, Class dns_class = Class::in);
    MessageBytes& answer(std::string_view name, Type type, const Bytes& rdata, Class dns_class = Class::in);
    MessageBytes& authority(std::string_view name, Type type, const Bytes& rdata);
    MessageBytes& additional(std::string_view name, Type type, const Bytes& rdata, std::uint32_t ttl = 300,
                             std::uint16_t dns_class = 1);
    MessageBytes& append(const Bytes& bytes);

    const Bytes& bytes() const { return bytes_; }

  private:
    void count(std::size_t at);
    void u16(unsigned number);
    void record(std::size_t count_at, std::string_view name, Type type, const Bytes& rdata, std::uint16_t dns_class,
                std::uint32_t ttl);

    Bytes bytes_;
};

/// The bytes of a name, not compressed.
Bytes wire(std::string_view name);

/// Data of a record as it is on the wire and as it is printed.
struct RdataSample {
    Type type;
    std::string_view hex;
    std::string_view text;
};

/// All types whose data is known, and some that are not.
const std::vector<RdataSample>& rdata_samples();

}  // namespace snet::dns
