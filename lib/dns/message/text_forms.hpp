#pragma once

#include <charconv>
#include <cstdint>
#include <string>

#include "lib/dns/message/name_wire.hpp"

namespace snet::dns {

inline void append_number(std::string& out, std::uint64_t number) {
    char digits[20];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

/// Digits of 16, upper case.
void append_hex(std::string& out, WireBytes bytes);
void append_hex_lower(std::string& out, WireBytes bytes);
/// RFC 4648, section 4, with padding.
void append_base64(std::string& out, WireBytes bytes);
/// RFC 4648, section 7, upper case and without padding.
void append_base32(std::string& out, WireBytes bytes);
/// The bytes of a character string, without quotation marks: `\"`, `\\`, and `\DDD` for what is not printable ASCII.
void append_string_bytes(std::string& out, WireBytes bytes);
void append_quoted(std::string& out, WireBytes bytes);
/// Seconds since 1970 as YYYYMMDDHHMMSS in UTC.
void append_time(std::string& out, std::uint32_t seconds);

}  // namespace snet::dns
