#include <utility>

#include "lib/values/hex.hpp"
#include "tests/unit/dns_message/message_bytes.hpp"

namespace snet::dns {

Bytes from_hex(std::string_view digits) {
    Bytes bytes;
    int first = -1;
    for (const char c : digits) {
        const int value = hex_value(c);
        if (value < 0) continue;
        if (first >= 0) bytes.push_back(static_cast<std::uint8_t>(first * 16 + value));
        first = first >= 0 ? -1 : value;
    }
    return bytes;
}

Bytes wire(std::string_view name) {
    const auto parsed = DnsName::parse(name);
    return {parsed->wire().begin(), parsed->wire().end()};
}

MessageBytes::MessageBytes(std::uint16_t bits, std::uint16_t id) {
    for (const unsigned number : {unsigned{id}, unsigned{bits}, 0U, 0U, 0U, 0U})
        u16(number);
}

void MessageBytes::u16(unsigned number) {
    bytes_.push_back(static_cast<std::uint8_t>(number >> 8));
    bytes_.push_back(static_cast<std::uint8_t>(number));
}

void MessageBytes::count(std::size_t at) {
    if (++bytes_[at + 1] == 0) ++bytes_[at];
}

MessageBytes& MessageBytes::append(const Bytes& bytes) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    return *this;
}

MessageBytes& MessageBytes::question(std::string_view name, Type type, Class dns_class) {
    count(4);
    append(wire(name));
    u16(std::to_underlying(type));
    u16(std::to_underlying(dns_class));
    return *this;
}

void MessageBytes::record(std::size_t count_at, std::string_view name, Type type, const Bytes& rdata,
                          std::uint16_t dns_class, std::uint32_t ttl) {
    count(count_at);
    append(wire(name));
    u16(std::to_underlying(type));
    u16(dns_class);
    u16(ttl >> 16);
    u16(ttl & 0xffff);
    u16(static_cast<unsigned>(rdata.size()));
    append(rdata);
}

MessageBytes& MessageBytes::answer(std::string_view name, Type type, const Bytes& rdata, Class dns_class) {
    record(6, name, type, rdata, std::to_underlying(dns_class), 300);
    return *this;
}

MessageBytes& MessageBytes::authority(std::string_view name, Type type, const Bytes& rdata) {
    record(8, name, type, rdata, 1, 300);
    return *this;
}

MessageBytes& MessageBytes::additional(std::string_view name, Type type, const Bytes& rdata, std::uint32_t ttl,
                                       std::uint16_t dns_class) {
    record(10, name, type, rdata, dns_class, ttl);
    return *this;
}

const std::vector<RdataSample>& rdata_samples() {
    static const std::vector<RdataSample> samples = {
        {Type::a, "c0000201", "192.0.2.1"},
        {Type::ns, "026e7303636f6d00", "ns.com."},
        {Type::ns, "00", "."},
        {Type::md, "016100", "a."},
        {Type::mf, "016100", "a."},
        {Type::cname, "0161 0162 00", "a.b."},
        {Type::soa, "016100 0361 2e62 00 00000001 00000002 00000003 00000004 ffffffff",
         R"(a. a\.b. 1 2 3 4 4294967295)"},
        {Type::mb, "016100", "a."},
        {Type::mg, "016100", "a."},
        {Type::mr, "016100", "a."},
        {Type::null, "00ff", R"(\# 2 00FF)"},
        {Type::wks, "c0000201 06 00000140", "192.0.2.1 6 23 25"},
        {Type::wks, "c0000201 11", "192.0.2.1 17"},
        {Type::ptr, "0c 40245c22283b29202e7fff7e 00", R"(\@\$\\\"\(\;\)\032\.\127\255~.)"},
        {Type::hinfo, "03 504322 05 5c20c80041", R"("PC\"" "\\ \200\000A")"},
        {Type::hinfo, "00 00", R"("" "")"},
        {Type::minfo, "016100 016200", "a. b."},
        {Type::mx, "000a 016100", "10 a."},
        {Type::txt, "03 6f6e65", R"("one")"},
        {Type::txt, "01 61 00 04 3b40 2428", R"("a" "" ";@$(")"},
        {Type::rp, "016100 00", "a. ."},
        {Type::afsdb, "0001 016100", "1 a."},
        {Type::x25, "02 3131", R"("11")"},
        {Type::isdn, "02 3131 01 32", R"("11" "2")"},
        {Type::isdn, "02 3131", R"("11")"},
        {Type::rt, "0001 016100", "1 a."},
        {Type::nsap, "47000580", "0x47000580"},
        {Type::nsap_ptr, "016100", "a."},
        {Type::sig, "0001 08 03 00000e10 65920080 65900000 1234 016100 ff",
         "A 8 3 3600 20240101000000 20231230113320 4660 a. /w=="},
        {Type::key, "0100 03 08 0001 0203", "256 3 8 AAECAw=="},
        {Type::key, "c100 03 00", "49408 3 0"},
        {Type::px, "000a 016100 016200", "10 a. b."},
        {Type::gpos, "01 31 01 32 01 33", R"("1" "2" "3")"},
        {Type::aaaa, "20010db8000000000000000000000001", "2001:db8::1"},
        {Type::loc, "00 12 16 13 8b0d2c8c 7ff8fca5 00989680", "51 30 12.748 N 0 7 39.611 W 0.00m 1m 10000m 10m"},
        {Type::loc, "00 00 11 99 80000000 80000000 00000000",
         "0 0 0.000 N 0 0 0.000 E -100000.00m 0.00m 0.10m 90000000m"},
        {Type::loc, "01 00", R"(\# 2 0100)"},
        {Type::eid, "0102", "0102"},
        {Type::nimloc, "0102", "0102"},
        {Type::srv, "0001 0002 01bb 016100", "1 2 443 a."},
        {Type::naptr, "0064 0032 01 73 00 03 215c21 00", R"(100 50 "s" "" "!\\!" .)"},
        {Type::kx, "000a 016100", "10 a."},
        {Type::cert, "0001 3039 08 0102", "PKIX 12345 RSASHA256 AQI="},
        {Type::cert, "1267 0001 c8 010203", "4711 1 200 AQID"},
        {Type::cert, "00fe 0001 fd 01", "OID 1 PRIVATEDNS AQ=="},
        {Type::a6, "00 20010db8000000000000000000000001", "0 2001:db8::1"},
        {Type::a6, "40 0000000000000001 016100", "64 ::1 a."},
        {Type::a6, "80 016100", "128 a."},
        {Type::dname, "016100", "a."},
        {Type::apl, "0001 15 03 c0a820 0001 1c 84 c0a8260a 0002 08 01 ff",
         "1:192.168.32.0/21 !1:192.168.38.10/28 2:ff00::/8"},
        {Type::apl, "0001 00 00", "1:0.0.0.0/0"},
        {Type::apl, "", ""},
        {Type::apl, "0001 00 00 4005 15 03 c0a820", R"(\# 11 0001000040051503C0A820)"},
        {Type::ds, "ec45 05 01 2bb183af", "60485 5 1 2BB183AF"},
        {Type::sshfp, "02 01 abcd", "2 1 ABCD"},
        {Type::ipseckey, "0a 01 02 c0000226 0102", "10 1 2 192.0.2.38 AQI="},
        {Type::ipseckey, "0a 00 02 0102", "10 0 2 . AQI="},
        {Type::ipseckey, "0a 02 02 20010db8000000000000000000000001 0102", "10 2 2 2001:db8::1 AQI="},
        {Type::ipseckey, "0a 03 00 016100", "10 3 0 a."},
        {Type::ipseckey, "0a 04 00 016100", R"(\# 6 0A0400016100)"},
        {Type::rrsig, "001c 0d 02 00000e10 ffffffff 00000000 ffff 016100 010203",
         "AAAA 13 2 3600 21060207062815 19700101000000 65535 a. AQID"},
        {Type::nsec, "016100 0006 400100000003 0104 00000001", "a. A MX RRSIG NSEC TYPE287"},
        {Type::dnskey, "0101 03 0d 0102", "257 3 13 AQI="},
        {Type::dhcid, "000102", "AAEC"},
        {Type::nsec3, "01 01 000c 04 aabbccdd 05 0102030405 0001 40", "1 1 12 AABBCCDD 04106105 A"},
        {Type::nsec3, "01 00 0000 00 01 ff", "1 0 0 - VS"},
        {Type::nsec3param, "01 00 000c 02 aabb", "1 0 12 AABB"},
        {Type::nsec3param, "01 00 0000 00", "1 0 0 -"},
        {Type::tlsa, "03 01 01 abcd", "3 1 1 ABCD"},
        {Type::smimea, "03 00 00 abcd", "3 0 0 ABCD"},
        {Type::hip, "02 02 0003 abcd 010203 016100 016200", "2 ABCD AQID a. b."},
        {Type::hip, "01 02 0001 ab 01", "2 AB AQ=="},
        {Type::ninfo, "01 61", R"("a")"},
        {Type::rkey, "0000 03 08 01", "0 3 8 AQ=="},
        {Type::talink, "016100 016200", "a. b."},
        {Type::cds, "0000 00 00 00", "0 0 0 00"},
        {Type::cdnskey, "0000 03 00 00", "0 3 0 AA=="},
        {Type::openpgpkey, "0102", "AQI="},
        {Type::csync, "00000042 0003 0004 60000008", "66 3 A NS AAAA"},
        {Type::csync, "00000001 0000", "1 0"},
        {Type::zonemd, "78574867 01 01 abcd", "2018986087 1 1 ABCD"},
        {Type::svcb, "0000 016100", "0 a."},
        {Type::svcb,
         "0010 00 0000 0004 0001 0004 0001 0009 02 6832 05 68332d3139 0003 0002 01bb 0004 0008 c0000201 c0000202",
         R"(16 . mandatory=alpn,ipv4hint alpn="h2,h3-19" port=443 ipv4hint=192.0.2.1,192.0.2.2)"},
        {Type::svcb, "0001 00 0001 000c 08 665c6f6f2c626172 02 6832", R"(1 . alpn="f\\\\oo\\,bar,h2")"},
        {Type::svcb, "0001 00 0002 0000 0005 0003 010203 0006 0010 20010db8000000000000000000000001",
         "1 . no-default-alpn ech=AQID ipv6hint=2001:db8::1"},
        {Type::svcb, "0001 00 0007 0003 2f7b7d 029b 0003 22d241 fffe 0000",
         R"(1 . dohpath="/{}" key667="\"\210A" key65534)"},
        {Type::https, "0001 00 0001 0003 02 6833", R"(1 . alpn="h3")"},
        {Type::spf, "01 61", R"("a")"},
        {Type::uinfo, "0102", R"(\# 2 0102)"},
        {Type::nid, "000a 00144fffff20ee64", "10 14:4fff:ff20:ee64"},
        {Type::l32, "000a 0a010200", "10 10.1.2.0"},
        {Type::l64, "000a 20010db811401000", "10 2001:db8:1140:1000"},
        {Type::lp, "000a 016100", "10 a."},
        {Type::eui48, "00005e00532a", "00-00-5e-00-53-2a"},
        {Type::eui64, "00005eef1000002a", "00-00-5e-ef-10-00-00-2a"},
        {Type::tkey, "016100 00000000 00000001 0003 0000 0001 ff 0000", "a. 0 1 3 NOERROR 1 /w== 0"},
        {Type::tkey, "00 00000000 00000001 0003 0010 0000 0000", ". 0 1 3 BADSIG 0 0"},
        {Type::tsig, "016100 000065920080 012c 0002 0102 1234 0010 0000", "a. 1704067200 300 2 AQI= 4660 BADSIG 0"},
        {Type::uri, "000a 0001 687474703a2f2f22", R"(10 1 "http://\"")"},
        {Type::caa, "00 05 6973737565 63612e6e6574", R"(0 issue "ca.net")"},
        {Type::caa, "80 03 746273", R"(128 tbs "")"},
        {Type::avc, "01 61", R"("a")"},
        {Type::doa, "00000001 00000002 01 01 61 0102", R"(1 2 1 "a" AQI=)"},
        {Type::doa, "00000001 00000002 01 00", R"(1 2 1 "" -)"},
        {Type::amtrelay, "0a 00", "10 0 0 ."},
        {Type::amtrelay, "0a 81 cb00710f", "10 1 1 203.0.113.15"},
        {Type::amtrelay, "0a 02 20010db8000000000000000000000015", "10 0 2 2001:db8::15"},
        {Type::amtrelay, "0a 83 016100", "10 1 3 a."},
        {Type::amtrelay, "0a 84 016100", R"(\# 5 0A84016100)"},
        {Type::wallet, "02 6269", R"("bi")"},
        {Type::sshfp, "0201", "2 1"},
        {Type::resinfo, "03 716e6d", R"("qnm")"},
        {Type::ta, "0001 08 01 abcd", "1 8 1 ABCD"},
        {Type::dlv, "0001 08 01 abcd", "1 8 1 ABCD"},
        {static_cast<Type>(65280), "0102", R"(\# 2 0102)"},
        {static_cast<Type>(65280), "", R"(\# 0)"},
    };
    return samples;
}

}  // namespace snet::dns
