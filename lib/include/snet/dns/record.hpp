#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "snet/dns/name.hpp"
#include "snet/dns/type.hpp"
#include "snet/error.hpp"

#pragma GCC visibility push(default)
namespace snet::dns {

/// What is asked.
struct Question {
    DnsName name;
    Type type = Type::a;
    Class dns_class = Class::in;

    bool operator==(const Question&) const = default;
};

/// A record that stands for itself.
struct ResourceRecord {
    DnsName name;
    Type type = Type::a;
    Class dns_class = Class::in;
    std::uint32_t ttl = 0;            ///< seconds
    std::vector<std::uint8_t> rdata;  ///< as on the wire, names in it not compressed

    /// NAME TTL CLASS TYPE and the data, a blank between each.
    std::string to_string() const;
    void append_to(std::string& out) const;
    /// The data alone, as `append_rdata` writes it.
    std::string data() const;
};

/// Appends the presentation form of RDATA that is not compressed: as `dig +nosplit` prints it, in one line of printable
/// ASCII. Types that are not known, and those of the Internet in another class, become `\# 2 0102` (RFC 3597).
/// `invalid` if the bytes do not fit the type; nothing is appended then.
Result<void> append_rdata(std::string& out, Type type, Class dns_class, std::span<const std::uint8_t> rdata);

/// Appends RFC 3597's form, whatever the type.
void append_unknown_rdata(std::string& out, std::span<const std::uint8_t> rdata);

}  // namespace snet::dns
#pragma GCC visibility pop
