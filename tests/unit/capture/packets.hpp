#pragma once

#include <cstdint>
#include <string>

/// Packets as a test wants them, in the byte order of the network; checksums are 0.
namespace snet::capture::testing {

inline std::string be16(unsigned number) {
    return {static_cast<char>(number >> 8U), static_cast<char>(number)};
}

inline std::string be32(std::uint32_t number) {
    return be16(number >> 16U) + be16(number & 0xffffU);
}

inline std::string zeros(std::size_t count) {
    return std::string(count, '\0');
}

/// From 02:00:00:00:00:01 to 02:00:00:00:00:02.
inline std::string ethernet(unsigned type, const std::string& payload) {
    const std::string mac = "\x02" + zeros(4);
    return mac + "\x02" + mac + "\x01" + be16(type) + payload;
}

/// From 10.0.0.1 to 10.0.0.2; `fragment` are its two bytes of flags and offset.
inline std::string ipv4(unsigned protocol, const std::string& payload, unsigned fragment = 0) {
    const auto size = static_cast<unsigned>(20 + payload.size());
    return "\x45" + zeros(1) + be16(size) + be16(1) + be16(fragment) + "\x40" + static_cast<char>(protocol) + zeros(2) +
           be32(0x0a000001) + be32(0x0a000002) + payload;
}

/// From 2001:db8::1 to 2001:db8::2.
inline std::string ipv6(unsigned next, const std::string& payload) {
    const std::string net = be32(0x20010db8) + zeros(11);
    return "\x60" + zeros(3) + be16(static_cast<unsigned>(payload.size())) + static_cast<char>(next) + "\x40" + net +
           "\x01" + net + "\x02" + payload;
}

inline std::string udp(unsigned from, unsigned to, const std::string& payload) {
    return be16(from) + be16(to) + be16(static_cast<unsigned>(8 + payload.size())) + zeros(2) + payload;
}

inline std::string tcp(unsigned from, unsigned to, unsigned flags, const std::string& payload = "") {
    return be16(from) + be16(to) + be32(1000) + be32(2000) + "\x50" + static_cast<char>(flags) + be16(64240) +
           zeros(4) + payload;
}

/// A question for A of example.com, or an answer without any.
inline std::string dns_message(unsigned id, unsigned bits) {
    return be16(id) + be16(bits) + be16(1) + zeros(6) + "\7example\3com" + zeros(1) + be16(1) + be16(1);
}

}  // namespace snet::capture::testing
