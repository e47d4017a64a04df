#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "snet/error.hpp"

#pragma GCC visibility push(default)
namespace snet::dns {

/// What a record holds, or a question asks for, by IANA's numbers. Any other number can be one, too.
enum class Type : std::uint16_t {
    a = 1,
    ns = 2,
    md = 3,
    mf = 4,
    cname = 5,
    soa = 6,
    mb = 7,
    mg = 8,
    mr = 9,
    null = 10,
    wks = 11,
    ptr = 12,
    hinfo = 13,
    minfo = 14,
    mx = 15,
    txt = 16,
    rp = 17,
    afsdb = 18,
    x25 = 19,
    isdn = 20,
    rt = 21,
    nsap = 22,
    nsap_ptr = 23,
    sig = 24,
    key = 25,
    px = 26,
    gpos = 27,
    aaaa = 28,
    loc = 29,
    nxt = 30,
    eid = 31,
    nimloc = 32,
    srv = 33,
    atma = 34,
    naptr = 35,
    kx = 36,
    cert = 37,
    a6 = 38,
    dname = 39,
    sink = 40,
    opt = 41,
    apl = 42,
    ds = 43,
    sshfp = 44,
    ipseckey = 45,
    rrsig = 46,
    nsec = 47,
    dnskey = 48,
    dhcid = 49,
    nsec3 = 50,
    nsec3param = 51,
    tlsa = 52,
    smimea = 53,
    hip = 55,
    ninfo = 56,
    rkey = 57,
    talink = 58,
    cds = 59,
    cdnskey = 60,
    openpgpkey = 61,
    csync = 62,
    zonemd = 63,
    svcb = 64,
    https = 65,
    spf = 99,
    uinfo = 100,
    uid = 101,
    gid = 102,
    unspec = 103,
    nid = 104,
    l32 = 105,
    l64 = 106,
    lp = 107,
    eui48 = 108,
    eui64 = 109,
    tkey = 249,
    tsig = 250,
    ixfr = 251,
    axfr = 252,
    mailb = 253,
    maila = 254,
    any = 255,
    uri = 256,
    caa = 257,
    avc = 258,
    doa = 259,
    amtrelay = 260,
    resinfo = 261,
    wallet = 262,
    ta = 32768,
    dlv = 32769,
};

/// The mnemonic in upper case, or RFC 3597's TYPE65280.
std::string to_string(Type type);
void append(std::string& out, Type type);
/// A mnemonic in any case, or TYPE and a number up to 65535. `invalid`: neither.
Result<Type> parse_type(std::string_view text);

enum class Class : std::uint16_t { in = 1, ch = 3, hs = 4, none = 254, any = 255 };

/// IN, CH, HS, NONE, ANY, or RFC 3597's CLASS2.
std::string to_string(Class dns_class);
void append(std::string& out, Class dns_class);
Result<Class> parse_class(std::string_view text);

}  // namespace snet::dns
#pragma GCC visibility pop
