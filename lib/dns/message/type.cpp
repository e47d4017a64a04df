#include "snet/dns/type.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "lib/values/ascii_case.hpp"
#include "lib/values/number_text.hpp"

namespace snet::dns {
namespace {

using namespace std::string_view_literals;

constexpr std::pair<Type, std::string_view> named_types[] = {
    {Type::a, "A"},
    {Type::ns, "NS"},
    {Type::md, "MD"},
    {Type::mf, "MF"},
    {Type::cname, "CNAME"},
    {Type::soa, "SOA"},
    {Type::mb, "MB"},
    {Type::mg, "MG"},
    {Type::mr, "MR"},
    {Type::null, "NULL"},
    {Type::wks, "WKS"},
    {Type::ptr, "PTR"},
    {Type::hinfo, "HINFO"},
    {Type::minfo, "MINFO"},
    {Type::mx, "MX"},
    {Type::txt, "TXT"},
    {Type::rp, "RP"},
    {Type::afsdb, "AFSDB"},
    {Type::x25, "X25"},
    {Type::isdn, "ISDN"},
    {Type::rt, "RT"},
    {Type::nsap, "NSAP"},
    {Type::nsap_ptr, "NSAP-PTR"},
    {Type::sig, "SIG"},
    {Type::key, "KEY"},
    {Type::px, "PX"},
    {Type::gpos, "GPOS"},
    {Type::aaaa, "AAAA"},
    {Type::loc, "LOC"},
    {Type::nxt, "NXT"},
    {Type::eid, "EID"},
    {Type::nimloc, "NIMLOC"},
    {Type::srv, "SRV"},
    {Type::atma, "ATMA"},
    {Type::naptr, "NAPTR"},
    {Type::kx, "KX"},
    {Type::cert, "CERT"},
    {Type::a6, "A6"},
    {Type::dname, "DNAME"},
    {Type::sink, "SINK"},
    {Type::opt, "OPT"},
    {Type::apl, "APL"},
    {Type::ds, "DS"},
    {Type::sshfp, "SSHFP"},
    {Type::ipseckey, "IPSECKEY"},
    {Type::rrsig, "RRSIG"},
    {Type::nsec, "NSEC"},
    {Type::dnskey, "DNSKEY"},
    {Type::dhcid, "DHCID"},
    {Type::nsec3, "NSEC3"},
    {Type::nsec3param, "NSEC3PARAM"},
    {Type::tlsa, "TLSA"},
    {Type::smimea, "SMIMEA"},
    {Type::hip, "HIP"},
    {Type::ninfo, "NINFO"},
    {Type::rkey, "RKEY"},
    {Type::talink, "TALINK"},
    {Type::cds, "CDS"},
    {Type::cdnskey, "CDNSKEY"},
    {Type::openpgpkey, "OPENPGPKEY"},
    {Type::csync, "CSYNC"},
    {Type::zonemd, "ZONEMD"},
    {Type::svcb, "SVCB"},
    {Type::https, "HTTPS"},
    {Type::spf, "SPF"},
    {Type::uinfo, "UINFO"},
    {Type::uid, "UID"},
    {Type::gid, "GID"},
    {Type::unspec, "UNSPEC"},
    {Type::nid, "NID"},
    {Type::l32, "L32"},
    {Type::l64, "L64"},
    {Type::lp, "LP"},
    {Type::eui48, "EUI48"},
    {Type::eui64, "EUI64"},
    {Type::tkey, "TKEY"},
    {Type::tsig, "TSIG"},
    {Type::ixfr, "IXFR"},
    {Type::axfr, "AXFR"},
    {Type::mailb, "MAILB"},
    {Type::maila, "MAILA"},
    {Type::any, "ANY"},
    {Type::uri, "URI"},
    {Type::caa, "CAA"},
    {Type::avc, "AVC"},
    {Type::doa, "DOA"},
    {Type::amtrelay, "AMTRELAY"},
    {Type::resinfo, "RESINFO"},
    {Type::wallet, "WALLET"},
    {Type::ta, "TA"},
    {Type::dlv, "DLV"},
};

constexpr std::pair<Class, std::string_view> named_classes[] = {
    {Class::in, "IN"}, {Class::ch, "CH"}, {Class::hs, "HS"}, {Class::none, "NONE"}, {Class::any, "ANY"},
};

// Most types are asked for by number, and often: those below are found without a search.
constexpr std::size_t low_types = 264;
constexpr std::array<std::string_view, low_types> names_of_low_types = [] {
    std::array<std::string_view, low_types> names;
    for (const auto& [type, name] : named_types)
        if (std::to_underlying(type) < low_types) names[std::to_underlying(type)] = name;
    return names;
}();

template <class Number, std::size_t size>
std::string_view find_name(const std::pair<Number, std::string_view> (&named)[size], Number number) {
    const auto* const found = std::ranges::find(named, number, &std::pair<Number, std::string_view>::first);
    return found == std::end(named) ? ""sv : found->second;
}

std::string_view name_of(Type type) {
    const std::size_t number = std::to_underlying(type);
    return number < low_types ? names_of_low_types[number] : find_name(named_types, type);
}

template <class Number>
void append_name_or_number(std::string& out, std::string_view name, std::string_view otherwise, Number number) {
    if (!name.empty()) {
        out += name;
        return;
    }
    out += otherwise;
    out += std::to_string(std::to_underlying(number));
}

template <class Number, std::size_t size>
std::optional<Number> parse_name_or_number(const std::pair<Number, std::string_view> (&named)[size],
                                           std::string_view otherwise, std::string_view text) {
    for (const auto& [number, name] : named)
        if (equal_in_any_case(name, text)) return number;
    if (!equal_in_any_case(text.substr(0, otherwise.size()), otherwise)) return std::nullopt;
    const auto number = parse_digits(text.substr(otherwise.size()), 10, max16);
    return number ? std::optional(static_cast<Number>(*number)) : std::nullopt;
}

}  // namespace

void append(std::string& out, Type type) {
    append_name_or_number(out, name_of(type), "TYPE", type);
}

std::string to_string(Type type) {
    std::string text;
    append(text, type);
    return text;
}

Result<Type> parse_type(std::string_view text) {
    if (const auto type = parse_name_or_number(named_types, "TYPE", text)) return *type;
    return fail(ErrorKind::invalid, std::string(text) + ": no type of DNS records");
}

void append(std::string& out, Class dns_class) {
    append_name_or_number(out, find_name(named_classes, dns_class), "CLASS", dns_class);
}

std::string to_string(Class dns_class) {
    std::string text;
    append(text, dns_class);
    return text;
}

Result<Class> parse_class(std::string_view text) {
    if (const auto dns_class = parse_name_or_number(named_classes, "CLASS", text)) return *dns_class;
    return fail(ErrorKind::invalid, std::string(text) + ": no class of DNS records");
}

}  // namespace snet::dns
