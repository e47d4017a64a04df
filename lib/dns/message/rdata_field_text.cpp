// How each field is printed.

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "lib/dns/message/rdata_text.hpp"
#include "lib/dns/message/text_forms.hpp"
#include "lib/values/hex.hpp"
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

void append_counted_hex(std::string& out, WireReader& reader) {
    const WireBytes bytes = reader.counted8();
    if (bytes.empty()) out += '-';
    append_hex(out, bytes);
}

void append_counted_base32(std::string& out, WireReader& reader) {
    const WireBytes bytes = reader.counted8();
    if (bytes.empty()) return reader.fail();
    append_base32(out, bytes);
}

void append_counted_base64(std::string& out, WireReader& reader) {
    const WireBytes bytes = reader.counted16();
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

template <std::size_t size>
void append_dashed(std::string& out, WireReader& reader) {
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

// RFC 8945, 3: 16 has another name here than in a header. A number without a name stands without RCODE before it.
void append_rcode(std::string& out, std::uint16_t number) {
    constexpr std::uint16_t bad_signature = 16;
    const std::string name = number == bad_signature ? "BADSIG" : to_string(static_cast<Rcode>(number));
    if (name.starts_with("RCODE")) return append_number(out, number);
    out += name;
}

// What goes on to the end and must not be empty.
WireBytes take_some(WireReader& reader) {
    if (reader.left() == 0) reader.fail();
    return reader.rest();
}

bool is_there(const WireReader& reader) {
    return reader.left() > 0;
}

void append_base64_or_dash(std::string& out, WireReader& reader) {
    if (!is_there(reader)) out += '-';
    append_base64(out, reader.rest());
}

void append_prefixed_hex(std::string& out, WireReader& reader) {
    out += "0x";
    append_hex_lower(out, take_some(reader));
}

using Append = void (*)(std::string& out, WireReader& reader);

template <auto number>
constexpr Append as_number = [](std::string& out, WireReader& reader) { append_number(out, (reader.*number)()); };

struct FieldText {
    Field field;
    Append append;
};

// In the order of Field.
constexpr FieldText field_texts[] = {
    {Field::none, [](std::string&, WireReader&) {}},
    {Field::u8, as_number<&WireReader::u8>},
    {Field::u16, as_number<&WireReader::u16>},
    {Field::u32, as_number<&WireReader::u32>},
    {Field::u48, as_number<&WireReader::u48>},
    {Field::type, [](std::string& out, WireReader& reader) { append(out, static_cast<Type>(reader.u16())); }},
    {Field::time, [](std::string& out, WireReader& reader) { append_time(out, reader.u32()); }},
    {Field::name, [](std::string& out, WireReader& reader) { append_name_field(out, reader, Compression::allowed); }},
    {Field::whole_name,
     [](std::string& out, WireReader& reader) { append_name_field(out, reader, Compression::forbidden); }},
    {Field::names, append_names},
    {Field::address4, append_address4},
    {Field::address6, append_address6},
    {Field::string, [](std::string& out, WireReader& reader) { append_quoted(out, reader.counted8()); }},
    {Field::strings,
     [](std::string& out, WireReader& reader) { is_there(reader) ? append_strings(out, reader) : reader.fail(); }},
    {Field::string_or_none,
     [](std::string& out, WireReader& reader) {
         if (is_there(reader)) append_quoted(out, reader.counted8());
     }},
    {Field::word, append_word},
    {Field::quoted, [](std::string& out, WireReader& reader) { append_quoted(out, reader.rest()); }},
    {Field::hex, [](std::string& out, WireReader& reader) { append_hex(out, take_some(reader)); }},
    {Field::hex_or_none, [](std::string& out, WireReader& reader) { append_hex(out, reader.rest()); }},
    {Field::base64, [](std::string& out, WireReader& reader) { append_base64(out, take_some(reader)); }},
    {Field::base64_or_none, [](std::string& out, WireReader& reader) { append_base64(out, reader.rest()); }},
    {Field::base64_or_dash, append_base64_or_dash},
    {Field::counted_hex, append_counted_hex},
    {Field::counted_base32, append_counted_base32},
    {Field::counted_base64, append_counted_base64},
    {Field::types,
     [](std::string& out, WireReader& reader) { is_there(reader) ? append_type_bits(out, reader) : reader.fail(); }},
    {Field::types_or_none, append_type_bits},
    {Field::quarters, append_quarters},
    {Field::dashed48, append_dashed<6>},
    {Field::dashed64, append_dashed<8>},
    {Field::prefixed_hex, append_prefixed_hex},
    {Field::certificate_type, [](std::string& out, WireReader& reader) { append_certificate_type(out, reader.u16()); }},
    {Field::algorithm, [](std::string& out, WireReader& reader) { append_algorithm(out, reader.u8()); }},
    {Field::rcode, [](std::string& out, WireReader& reader) { append_rcode(out, reader.u16()); }},
    {Field::location, append_location},
    {Field::prefixes, append_prefixes},
    {Field::prefixed_address, append_prefixed_address},
    {Field::gateway, append_gateway},
    {Field::relay, append_relay},
    {Field::host_identity, append_host_identity},
    {Field::services, append_services},
    {Field::parameters, append_parameters},
    {Field::options, append_options},
};
static_assert([] {
    std::size_t place = 0;
    for (const FieldText& text : field_texts)
        if (std::to_underlying(text.field) != place++) return false;
    return place == std::to_underlying(Field::options) + 1U;
}());

}  // namespace

void append_address4(std::string& out, WireReader& reader) {
    append_address(out, reader, Family::ipv4);
}

void append_address6(std::string& out, WireReader& reader) {
    append_address(out, reader, Family::ipv6);
}

void append_field(std::string& out, Field field, WireReader& reader) {
    field_texts[std::to_underlying(field)].append(out, reader);
}

}  // namespace snet::dns
