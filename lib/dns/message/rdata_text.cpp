#include "lib/dns/message/rdata_text.hpp"

#include <array>

#include "snet/dns/record.hpp"

namespace snet::dns {
namespace {

// The field that was read from `begin` on, names completed.
void append_flat(std::vector<std::uint8_t>& flat, Field field, const WireReader& reader, std::size_t begin) {
    if (field == Field::name) {
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
        append_field(out, field, reader);
        if (!reader.is_ok()) return false;
        if (out.size() == before + blank) out.resize(before);  // one that may be empty, and is
        if (flat != nullptr) append_flat(*flat, field, reader, begin);
    }
    return reader.left() == 0;
}

}  // namespace snet::dns
