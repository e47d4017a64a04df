#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#pragma GCC visibility push(default)
namespace snet::dns {

/// What a message is for: 4 bits.
enum class Opcode : std::uint8_t { query = 0, iquery = 1, status = 2, notify = 4, update = 5, dso = 6 };

/// QUERY, NOTIFY, ..., or RESERVED7 as dig has it.
std::string to_string(Opcode opcode);

/// How a question was answered: 4 bits of the header, and 8 above them from an OPT record (RFC 6891, 6.1.3).
enum class Rcode : std::uint16_t {
    noerror = 0,
    formerr = 1,
    servfail = 2,
    nxdomain = 3,
    notimp = 4,
    refused = 5,
    yxdomain = 6,
    yxrrset = 7,
    nxrrset = 8,
    notauth = 9,
    notzone = 10,
    dsotypeni = 11,
    badvers = 16,
    badkey = 17,
    badtime = 18,
    badmode = 19,
    badname = 20,
    badalg = 21,
    badtrunc = 22,
    badcookie = 23,
};

/// NOERROR, SERVFAIL, ..., or RCODE3841.
std::string to_string(Rcode rcode);
/// A mnemonic in any case, or RCODE and a number up to 4095.
std::optional<Rcode> parse_rcode(std::string_view text);

}  // namespace snet::dns
#pragma GCC visibility pop
