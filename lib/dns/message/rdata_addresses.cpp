// Fields that hold addresses, or what stands in their place.

#include <algorithm>
#include <array>

#include "lib/dns/message/rdata_text.hpp"
#include "lib/dns/message/text_forms.hpp"
#include "snet/ip_address.hpp"

namespace snet::dns {
namespace {

constexpr std::uint8_t last_gateway_type = 3;

// RFC 4025, 2.3 and RFC 8777, 4.2: nothing, an address, or a name.
void append_gateway_itself(std::string& out, std::uint8_t gateway_type, WireReader& reader) {
    if (gateway_type > last_gateway_type) return reader.fail();
    if (gateway_type == 0) {
        out += '.';
    } else if (gateway_type == 1) {
        append_address4(out, reader);
    } else if (gateway_type == 2) {
        append_address6(out, reader);
    } else {
        const std::size_t begin = reader.name(Compression::forbidden);
        if (reader.is_ok()) append_name(out, reader.message(), begin);
    }
}

/// RFC 3123, 4. Zero bytes at the end of the address are left out.
struct ListedPrefix {
    std::uint16_t family = 0;
    std::uint8_t length = 0;
    bool is_negative = false;
    WireBytes bytes;

    bool is_known() const { return family == 1 || family == 2; }
    bool is_sound() const {
        const std::size_t full = family == 1 ? 4 : 16;
        if (is_known() && (length > 8 * full || bytes.size() > full)) return false;
        return bytes.empty() || bytes.back() != 0;
    }
};

ListedPrefix take_prefix(WireReader& reader) {
    ListedPrefix prefix;
    prefix.family = reader.u16();
    prefix.length = reader.u8();
    const std::uint8_t size = reader.u8();
    prefix.is_negative = (size & 0x80) != 0;
    prefix.bytes = reader.take(size & 0x7f);
    if (!prefix.is_sound()) reader.fail();
    return prefix;
}

void append_prefix(std::string& out, const ListedPrefix& prefix) {
    std::array<std::uint8_t, 16> address{};
    std::ranges::copy(prefix.bytes, address.begin());
    if (prefix.is_negative) out += '!';
    append_number(out, prefix.family);
    out += ':';
    out += IpAddress::from_bytes(prefix.family == 1 ? Family::ipv4 : Family::ipv6, address.data()).to_string();
    out += '/';
    append_number(out, prefix.length);
}

}  // namespace

// How an address of another family is printed is not known; then the whole list is of unknown form.
void append_prefixes(std::string& out, WireReader& reader) {
    const std::size_t before = out.size();
    const WireBytes all = WireReader(reader).rest();
    bool are_known = true;
    while (reader.left() > 0) {
        const ListedPrefix prefix = take_prefix(reader);
        are_known &= prefix.is_known();
        if (!reader.is_ok() || !are_known) continue;
        if (out.size() > before) out += ' ';
        append_prefix(out, prefix);
    }
    if (are_known) return;
    out.resize(before);
    append_unknown_rdata(out, all);
}

// RFC 2874, 3.1: how many bits of the address are that of a name, the others, and the name.
void append_prefixed_address(std::string& out, WireReader& reader) {
    constexpr unsigned all_bits = 128;
    const unsigned prefix_length = reader.u8();
    if (prefix_length > all_bits) return reader.fail();
    append_number(out, prefix_length);
    const WireBytes suffix = reader.take((all_bits - prefix_length + 7) / 8);
    // Of its first byte some bits may be the prefix's.
    if (!suffix.empty() && (suffix[0] & ~(0xffU >> prefix_length % 8)) != 0) return reader.fail();
    if (prefix_length < all_bits) {
        std::array<std::uint8_t, 16> address{};
        std::ranges::copy(suffix, address.end() - static_cast<std::ptrdiff_t>(suffix.size()));
        out += ' ' + IpAddress(address).to_string();
    }
    if (prefix_length == 0) return;
    const std::size_t begin = reader.name(Compression::forbidden);
    out += ' ';
    if (reader.is_ok()) append_name(out, reader.message(), begin);
}

void append_gateway(std::string& out, WireReader& reader) {
    append_number(out, reader.u8());
    const std::uint8_t gateway_type = reader.u8();
    for (const std::uint8_t number : {gateway_type, reader.u8()}) {
        out += ' ';
        append_number(out, number);
    }
    out += ' ';
    append_gateway_itself(out, gateway_type, reader);
}

void append_relay(std::string& out, WireReader& reader) {
    append_number(out, reader.u8());
    const std::uint8_t relay_type = reader.u8();
    out += (relay_type & 0x80) != 0 ? " 1 " : " 0 ";
    append_number(out, relay_type & 0x7fU);
    out += ' ';
    append_gateway_itself(out, relay_type & 0x7f, reader);
}

void append_host_identity(std::string& out, WireReader& reader) {
    const std::uint8_t tag_size = reader.u8();
    const std::uint8_t algorithm = reader.u8();
    const std::uint16_t key_size = reader.u16();
    const WireBytes tag = reader.take(tag_size);
    const WireBytes key = reader.take(key_size);
    if (tag.empty() || key.empty()) return reader.fail();
    append_number(out, algorithm);
    out += ' ';
    append_hex(out, tag);
    out += ' ';
    append_base64(out, key);
}

void append_services(std::string& out, WireReader& reader) {
    append_number(out, reader.u8());
    const WireBytes bits = reader.rest();
    for (std::size_t port = 0; port < 8 * bits.size(); ++port) {
        if ((bits[port / 8] & 0x80U >> port % 8) == 0) continue;
        out += ' ';
        append_number(out, port);
    }
    constexpr std::size_t all_ports = 65536;
    if (8 * bits.size() > all_ports) reader.fail();
}

}  // namespace snet::dns
