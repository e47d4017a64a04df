#pragma once

#include <array>
#include <cstdint>

#include "snet/dns/type.hpp"

namespace snet::dns {

/// What may stand in RDATA, one behind the other, as it is printed. What has no length of its own goes on to the end.
enum class Field : std::uint8_t {
    none,
    u8,
    u16,
    u32,
    u48,
    type,        ///< 16 bits
    time,        ///< 32 bits of seconds since 1970: 20240102030405
    name,        ///< pointers allowed, if only by multicast DNS (RFC 6762, 18.14)
    whole_name,  ///< not compressed
    names,       ///< none or several, not compressed
    address4,
    address6,
    string,   ///< up to 255 bytes behind their length, in quotation marks
    strings,  ///< one or more of them
    string_or_none,
    word,    ///< letters and digits behind a length, without quotation marks
    quoted,  ///< to the end
    hex,     ///< to the end, one byte at least
    hex_or_none,
    base64,  ///< to the end, one byte at least
    base64_or_none,
    base64_or_dash,
    counted_hex,     ///< behind a length of 8 bits, "-" for none
    counted_base32,  ///< behind a length of 8 bits, without padding
    counted_base64,  ///< behind a length of 16 bits, which is printed, too
    types,           ///< bits for types, one at least
    types_or_none,
    quarters,  ///< 64 bits: 14:4fff:ff20:ee64
    dashed48,  ///< 00-00-5e-00-53-2a, to the end
    dashed64,
    prefixed_hex,      ///< bytes to the end: 0x4700...
    certificate_type,  ///< 16 bits
    algorithm,         ///< 8 bits, by name
    rcode,             ///< 16 bits
    location,          ///< RFC 1876
    prefixes,          ///< RFC 3123
    prefixed_address,  ///< RFC 2874
    gateway,           ///< RFC 4025: precedence, gateway type, algorithm, gateway
    relay,             ///< RFC 8777: precedence, D, type, relay
    host_identity,     ///< RFC 8005: lengths of what follows, algorithm, HIT, key
    services,          ///< RFC 1035: the ports of a protocol
    parameters,        ///< RFC 9460
    options,           ///< RFC 6891
};

struct RdataLayout {
    static constexpr std::size_t most_fields = 9;

    Type type;
    bool internet_only;  ///< unknown in other classes
    std::array<Field, most_fields> fields;
};

/// None: a type whose data is not known.
const RdataLayout* find_layout(Type type, Class dns_class);

}  // namespace snet::dns
