#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// The words of each kind of encapsulation (LWTUNNEL_ENCAP_* of linux/lwtunnel.h), in the order `ip route` prints them.
namespace snet {

/// How a field is read and printed.
enum class EncapKind : std::uint8_t {
    number,     ///< `ttl 64`
    ipv4,       ///< `dst 10.0.0.1`
    ipv6,       ///< `nh6 fe80::1`
    flag,       ///< the word alone
    text,       ///< `action End`
    table,      ///< `table main`: the number
    labels,     ///< `100/200`, without a word of its own
    program,    ///< `in NAME`, where the name may be missing
    headroom,   ///< a number without a word of its own
    segments,   ///< `segs 2 [ A B ]`; `segs A,B` is read too
    header,     ///< the same, with the key inside: one field of several
    key,        ///< `hmac 1F`
    list,       ///< `flavors psp,usd`
    frequency,  ///< `freq 1/3`: two fields
    bits,       ///< `type 0x800000`
    geneve,     ///< `geneve_opts CLASS:TYPE:DATA,...`
    vxlan,      ///< `vxlan_opts GBP`
    erspan,     ///< `erspan_opts VERSION:INDEX:DIRECTION:HARDWARE`
};

struct EncapWord {
    std::string_view word;
    std::string_view key;  ///< in JSON
    EncapKind kind;
    std::uint64_t maximum = 0;  ///< of a number
    std::string_view absent;    ///< what the kernel shows where the word was not given; empty: nothing
};

struct EncapType {
    std::string_view name;
    std::span<const EncapWord> words;
};

/// None of them: null.
const EncapType* find_encapsulation(std::string_view name);

}  // namespace snet
