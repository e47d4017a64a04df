#include "lib/dns/message/rdata_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "lib/dns/message/text_forms.hpp"
#include "lib/values/hex.hpp"
#include "snet/dns/record.hpp"
#include "snet/ip_address.hpp"

namespace snet::dns {
namespace {

void append_address(std::string& out, WireReader& reader, Family family) {
    const WireBytes bytes = reader.take(address_size(family));
    if (bytes.empty()) return;
    std::array<char, IpAddress::max_text> text;
    out.append(text.data(), IpAddress::from_bytes(family, bytes.data()).write(text.data()));
}

void append_name_field(std::string& out, WireReader& reader, Compression compression) {
    const std::size_t begin = reader.name(compression);
    if (reader.is_ok()) append_name(out, reader.message(), begin);
}

void append_names(std::string& out, WireReader& reader) {
    while (reader.left() > 0) {
        append_name_field(out, reader, Compression::forbidden);
        if (reader.left() > 0) out += ' ';
    }
}

void append_strings(std::string& out, WireReader& reader) {
    while (reader.left() > 0) {
        append_quoted(out, reader.counted8());
        if (reader.left() > 0) out += ' ';
    }
}

// A word of letters and digits, such as the tag of a CAA record.
void append_word(std::string& out, WireReader& reader) {
    const WireBytes word = reader.counted8();
    const auto is_letter = [](std::uint8_t c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    if (word.empty() || !std::ranges::all_of(word, is_letter)) return reader.fail();
    out.append(reinterpret_cast<const char*>(word.data()), word.size());
}

void append_counted(std::string& out, WireReader& reader, Field field) {
    const WireBytes bytes = field == Field::counted_base64 ? reader.counted16() : reader.counted8();
    if (field == Field::counted_base32) {
        if (bytes.empty()) return reader.fail();
        return append_base32(out, bytes);
    }
    if (field == Field::counted_hex) {
        if (bytes.empty()) out += '-';
        return append_hex(out, bytes);
    }
    append_number(out, bytes.size());
    if (!bytes.empty()) out += ' ';
    append_base64(out, bytes);
}

void append_quarters(std::string& out, WireReader& reader) {
    for (int quarter = 0; quarter < 4; ++quarter) {
        if (quarter > 0) out += ':';
        out += hex_text(reader.u16());
    }
}

void append_dashed(std::string& out, WireReader& reader, std::size_t size) {
    if (reader.left() != size) return reader.fail();
    for (const std::uint8_t byte : reader.rest()) {
        append_hex_lower(out, {&byte, 1});
        out += '-';
    }
    out.pop_back();
}

void append_certificate_type(std::string& out, std::uint16_t type) {
    constexpr std::string_view low[] = {"", "PKIX", "SPKI", "PGP", "IPKIX", "ISPKI", "IPGP", "ACPKIX", "IACPKIX"};
    if (type > 0 && type < std::size(low)) {
        out += low[type];
    } else if (type == 253 || type == 254) {
        out += type == 253 ? "URI" : "OID";
    } else {
        append_number(out, type);
    }
}

// Here a number that has no name stands without RCODE before it.
void append_rcode(std::string& out, std::uint16_t number) {
    const std::string name = to_string(static_cast<Rcode>(number));
    if (name.starts_with("RCODE")) return append_number(out, number);
    out += name;
}

// What goes on to the end and must not be empty, unless its field says so.
WireBytes take_some(WireReader& reader) {
    if (reader.left() == 0) reader.fail();
    return reader.rest();
}

// `type`: of the record, which says how long its one field is.
void append_field(std::string& out, Field field, Type type, WireReader& reader) {
    switch (field) {
        case Field::none:
            return;
        case Field::u8:
            return append_number(out, reader.u8());
        case Field::u16:
            return append_number(out, reader.u16());
        case Field::u32:
            return append_number(out, reader.u32());
        case Field::u48:
            return append_number(out, reader.u48());
        case Field::type:
            return append(out, static_cast<Type>(reader.u16()));
        case Field::time:
            return append_time(out, reader.u32());
        case Field::name:
            return append_name_field(out, reader, Compression::allowed);
        case Field::whole_name:
            return append_name_field(out, reader, Compression::forbidden);
        case Field::names:
            return append_names(out, reader);
        case Field::address4:
            return append_address(out, reader, Family::ipv4);
        case Field::address6:
            return append_address(out, reader, Family::ipv6);
        case Field::string:
            return append_quoted(out, reader.counted8());
        case Field::strings:
            if (reader.left() == 0) return reader.fail();
            return append_strings(out, reader);
        case Field::string_or_none:
            if (reader.left() > 0) append_quoted(out, reader.counted8());
            return;
        case Field::word:
            return append_word(out, reader);
        case Field::quoted:
            return append_quoted(out, reader.rest());
        case Field::hex:
            return append_hex(out, take_some(reader));
        case Field::hex_or_none:
            return append_hex(out, reader.rest());
        case Field::base64:
            return append_base64(out, take_some(reader));
        case Field::base64_or_dash:
            if (reader.left() == 0) out += '-';
            return append_base64(out, reader.rest());
        case Field::base64_or_none:
            return append_base64(out, reader.rest());
        case Field::counted_hex:
        case Field::counted_base32:
        case Field::counted_base64:
            return append_counted(out, reader, field);
        case Field::types:
            if (reader.left() == 0) return reader.fail();
            return append_type_bits(out, reader);
        case Field::types_or_none:
            return append_type_bits(out, reader);
        case Field::quarters:
            return append_quarters(out, reader);
        case Field::dashed:
            return append_dashed(out, reader, type == Type::eui48 ? 6 : 8);
        case Field::prefixed_hex:
            out += "0x";
            return append_hex_lower(out, take_some(reader));
        case Field::certificate_type:
            return append_certificate_type(out, reader.u16());
        case Field::algorithm:
            return append_algorithm(out, reader.u8());
        case Field::rcode:
            return append_rcode(out, reader.u16());
        case Field::location:
            return append_location(out, reader);
        case Field::prefixes:
            return append_prefixes(out, reader);
        case Field::prefixed_address:
            return append_prefixed_address(out, reader);
        case Field::gateway:
            return append_gateway(out, reader);
        case Field::relay:
            return append_relay(out, reader);
        case Field::host_identity:
            return append_host_identity(out, reader);
        case Field::services:
            return append_services(out, reader);
        case Field::parameters:
            return append_parameters(out, reader);
        case Field::options:
            return append_options(out, reader);
    }
}

bool is_compressible(Field field) {
    return field == Field::name;
}

// The field that was read from `begin` on, names completed.
void append_flat(std::vector<std::uint8_t>& flat, Field field, const WireReader& reader, std::size_t begin) {
    if (is_compressible(field)) {
        std::array<std::uint8_t, DnsName::max_wire> name;
        flat.insert(flat.end(), name.data(), copy_name(reader.message(), begin, name.data()));
    } else {
        const WireBytes bytes = reader.message().subspan(begin, reader.offset() - begin);
        flat.insert(flat.end(), bytes.begin(), bytes.end());
    }
}

// What a later standard may have put into a type that we know only as it was before: no reason to refuse it.
bool is_of_later_version(Type type, WireReader reader) {
    constexpr std::uint8_t last_gateway = 3;
    switch (type) {
        case Type::loc:
            return reader.u8() != 0;
        case Type::ipseckey:
            reader.u8();
            return reader.u8() > last_gateway;
        case Type::amtrelay:
            reader.u8();
            return (reader.u8() & 0x7f) > last_gateway;
        default:
            return false;
    }
}

// UPDATE's records that only name what is to go (RFC 2136, 2.5), and OPT's: its class is a size.
bool is_without_data(Class dns_class, const WireReader& reader) {
    return reader.left() == 0 && (dns_class == Class::any || dns_class == Class::none);
}

}  // namespace

void append_address4(std::string& out, WireReader& reader) {
    append_address(out, reader, Family::ipv4);
}

void append_address6(std::string& out, WireReader& reader) {
    append_address(out, reader, Family::ipv6);
}

bool append_rdata_text(std::string& out, Type type, Class dns_class, WireReader reader,
                       std::vector<std::uint8_t>* flat) {
    const RdataLayout* const layout = find_layout(type, dns_class);
    if (layout == nullptr || is_without_data(dns_class, reader) || is_of_later_version(type, reader)) {
        const WireBytes bytes = reader.rest();
        append_unknown_rdata(out, bytes);
        if (flat != nullptr) flat->assign(bytes.begin(), bytes.end());
        return true;
    }
    const std::size_t start = out.size();
    for (const Field field : layout->fields) {
        if (field == Field::none) break;
        const std::size_t begin = reader.offset();
        const std::size_t before = out.size();
        if (before > start) out += ' ';
        const std::size_t blank = out.size() - before;
        append_field(out, field, type, reader);
        if (!reader.is_ok()) return false;
        if (out.size() == before + blank) out.resize(before);  // one that may be empty, and is
        if (flat != nullptr) append_flat(*flat, field, reader, begin);
    }
    return reader.left() == 0;
}

}  // namespace snet::dns
