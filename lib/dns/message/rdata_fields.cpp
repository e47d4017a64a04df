#include "lib/dns/message/rdata_fields.hpp"

#include <utility>

namespace snet::dns {
namespace {

using enum Field;

constexpr bool any_class = false;
constexpr bool internet = true;

// By ascending numbers.
constexpr RdataLayout layouts[] = {
    {Type::a, internet, {address4}},
    {Type::ns, any_class, {name}},
    {Type::md, any_class, {name}},
    {Type::mf, any_class, {name}},
    {Type::cname, any_class, {name}},
    {Type::soa, any_class, {name, name, u32, u32, u32, u32, u32}},
    {Type::mb, any_class, {name}},
    {Type::mg, any_class, {name}},
    {Type::mr, any_class, {name}},
    {Type::wks, internet, {address4, services}},
    {Type::ptr, any_class, {name}},
    {Type::hinfo, any_class, {string, string}},
    {Type::minfo, any_class, {name, name}},
    {Type::mx, any_class, {u16, name}},
    {Type::txt, any_class, {strings}},
    {Type::rp, any_class, {name, name}},
    {Type::afsdb, any_class, {u16, name}},
    {Type::x25, any_class, {string}},
    {Type::isdn, any_class, {string, string_or_none}},
    {Type::rt, any_class, {u16, name}},
    {Type::nsap, internet, {prefixed_hex}},
    {Type::nsap_ptr, internet, {name}},
    {Type::sig, any_class, {type, u8, u8, u32, time, time, u16, name, base64}},
    {Type::key, any_class, {u16, u8, u8, base64_or_none}},
    {Type::px, internet, {u16, name, name}},
    {Type::gpos, any_class, {string, string, string}},
    {Type::aaaa, internet, {address6}},
    {Type::loc, any_class, {location}},
    {Type::eid, internet, {hex}},
    {Type::nimloc, internet, {hex}},
    {Type::srv, internet, {u16, u16, u16, name}},
    {Type::naptr, internet, {u16, u16, string, string, string, name}},
    {Type::kx, internet, {u16, name}},
    {Type::cert, any_class, {certificate_type, u16, algorithm, base64}},
    {Type::a6, internet, {prefixed_address}},
    {Type::dname, any_class, {name}},
    {Type::opt, any_class, {options}},
    {Type::apl, internet, {prefixes}},
    {Type::ds, any_class, {u16, u8, u8, hex}},
    {Type::sshfp, any_class, {u8, u8, hex_or_none}},
    {Type::ipseckey, any_class, {gateway, base64_or_none}},
    {Type::rrsig, any_class, {type, u8, u8, u32, time, time, u16, whole_name, base64}},
    {Type::nsec, any_class, {name, types}},
    {Type::dnskey, any_class, {u16, u8, u8, base64_or_none}},
    {Type::dhcid, internet, {base64}},
    {Type::nsec3, any_class, {u8, u8, u16, counted_hex, counted_base32, types_or_none}},
    {Type::nsec3param, any_class, {u8, u8, u16, counted_hex}},
    {Type::tlsa, any_class, {u8, u8, u8, hex}},
    {Type::smimea, any_class, {u8, u8, u8, hex}},
    {Type::hip, any_class, {host_identity, names}},
    {Type::ninfo, any_class, {strings}},
    {Type::rkey, any_class, {u16, u8, u8, base64}},
    {Type::talink, any_class, {whole_name, whole_name}},
    {Type::cds, any_class, {u16, u8, u8, hex}},
    {Type::cdnskey, any_class, {u16, u8, u8, base64_or_none}},
    {Type::openpgpkey, any_class, {base64}},
    {Type::csync, any_class, {u32, u16, types_or_none}},
    {Type::zonemd, any_class, {u32, u8, u8, hex}},
    {Type::svcb, internet, {u16, whole_name, parameters}},
    {Type::https, internet, {u16, whole_name, parameters}},
    {Type::spf, any_class, {strings}},
    {Type::nid, any_class, {u16, quarters}},
    {Type::l32, any_class, {u16, address4}},
    {Type::l64, any_class, {u16, quarters}},
    {Type::lp, any_class, {u16, whole_name}},
    {Type::eui48, any_class, {dashed48}},
    {Type::eui64, any_class, {dashed64}},
    {Type::tkey, any_class, {whole_name, u32, u32, u16, rcode, counted_base64, counted_base64}},
    {Type::tsig, any_class, {whole_name, u48, u16, counted_base64, u16, rcode, counted_base64}},
    {Type::uri, any_class, {u16, u16, quoted}},
    {Type::caa, any_class, {u8, word, quoted}},
    {Type::avc, any_class, {strings}},
    {Type::doa, any_class, {u32, u32, u8, string, base64_or_dash}},
    {Type::amtrelay, any_class, {relay}},
    {Type::resinfo, any_class, {strings}},
    {Type::wallet, any_class, {strings}},
    {Type::ta, any_class, {u16, u8, u8, hex}},
    {Type::dlv, any_class, {u16, u8, u8, hex}},
};

// The place of each type below that number, so that none is searched; behind them are two.
constexpr std::size_t low_types = 264;
constexpr std::uint8_t no_place = 0xff;
constexpr std::array<std::uint8_t, low_types> places = [] {
    std::array<std::uint8_t, low_types> all{};
    all.fill(no_place);
    std::uint8_t place = 0;
    for (const RdataLayout& layout : layouts) {
        if (std::to_underlying(layout.type) < low_types) all[std::to_underlying(layout.type)] = place;
        ++place;
    }
    return all;
}();

const RdataLayout* find_layout(Type type) {
    if (const std::size_t number = std::to_underlying(type); number < low_types)
        return places[number] == no_place ? nullptr : &layouts[places[number]];
    for (const RdataLayout& layout : layouts)
        if (layout.type == type) return &layout;
    return nullptr;
}

}  // namespace

const RdataLayout* find_layout(Type type, Class dns_class) {
    const RdataLayout* const layout = find_layout(type);
    return layout != nullptr && layout->internet_only && dns_class != Class::in ? nullptr : layout;
}

}  // namespace snet::dns
