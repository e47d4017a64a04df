// Options of an OPT record, as dig prints them.

#include <algorithm>
#include <array>
#include <string_view>

#include "lib/dns/message/rdata_text.hpp"
#include "lib/dns/message/text_forms.hpp"
#include "lib/values/hex.hpp"
#include "snet/dns/message.hpp"
#include "snet/ip_address.hpp"

namespace snet::dns {
namespace {

enum Code : std::uint16_t { nsid = 3, subnet = 8, expire = 9, cookie = 10, keepalive = 11, padding = 12, error = 15 };

constexpr std::array<std::string_view, 31> errors = {
    "Other",
    "Unsupported DNSKEY Algorithm",
    "Unsupported DS Digest Type",
    "Stale Answer",
    "Forged Answer",
    "DNSSEC Indeterminate",
    "DNSSEC Bogus",
    "Signature Expired",
    "Signature Not Yet Valid",
    "DNSKEY Missing",
    "RRSIGs Missing",
    "No Zone Key Bit Set",
    "NSEC Missing",
    "Cached Error",
    "Not Ready",
    "Blocked",
    "Censored",
    "Filtered",
    "Prohibited",
    "Stale NXDOMAIN Answer",
    "Not Authoritative",
    "Not Supported",
    "No Reachable Authority",
    "Network Error",
    "Invalid Data",
    "Signature Expired before Valid",
    "Too Early",
    "Unsupported NSEC3 Iterations Value",
    "Unable to conform to policy",
    "Synthesized",
    "Invalid Query Type",
};

// Hex bytes with blanks between, and in parentheses what is printable of them.
void append_bytes(std::string& out, WireBytes data) {
    for (const std::uint8_t& byte : data) {
        append_hex_lower(out, {&byte, 1});
        out += ' ';
    }
    out += "(\"";
    for (const std::uint8_t byte : data)
        out += byte >= ' ' && byte <= '~' ? static_cast<char>(byte) : '.';
    out += "\")";
}

// RFC 7871, 6: as many bytes of an address as its length needs.
bool append_subnet(std::string& out, WireBytes data) {
    WireReader reader(data);
    const std::uint16_t family = reader.u16();
    const std::uint8_t source = reader.u8();
    const std::uint8_t scope = reader.u8();
    const WireBytes bytes = reader.rest();
    const std::size_t full = family == 1 ? 4 : 16;
    if (!reader.is_ok() || family < 1 || family > 2 || source > 8 * full || scope > 8 * full ||
        bytes.size() != (source + 7U) / 8)
        return false;
    std::array<std::uint8_t, 16> address{};
    std::ranges::copy(bytes, address.begin());
    out += "CLIENT-SUBNET: ";
    out += IpAddress::from_bytes(family == 1 ? Family::ipv4 : Family::ipv6, address.data()).to_string();
    for (const std::uint8_t length : {source, scope}) {
        out += '/';
        append_number(out, length);
    }
    return true;
}

// RFC 8914: a number that may have a meaning, and text.
void append_error(std::string& out, WireReader data) {
    const std::uint16_t number = data.u16();
    out += "EDE: ";
    append_number(out, number);
    if (number < errors.size()) out.append(" (").append(errors[number]).append(")");
    if (const WireBytes text = data.rest(); !text.empty()) {
        out += ": (";
        append_string_bytes(out, text);
        out += ')';
    }
}

void append_keepalive(std::string& out, WireReader data) {
    const std::uint16_t tenths = data.u16();
    out += "TCP-KEEPALIVE: ";
    append_number(out, tenths / 10U);
    out += '.';
    append_number(out, tenths % 10U);
    out += " secs";
}

// False: it is none of those that have a form of their own.
bool append_known(std::string& out, std::uint16_t code, WireBytes data) {
    WireReader reader(data);
    if (code == subnet) return append_subnet(out, data);
    if (code == nsid) {
        out += "NSID: ";
        append_bytes(out, data);
    } else if (code == cookie) {
        out += "COOKIE: ";
        append_hex_lower(out, data);
    } else if (code == padding) {
        out += "PAD: (";
        append_number(out, data.size());
        out += " bytes)";
    } else if (code == error && data.size() >= 2) {
        append_error(out, reader);
    } else if (code == expire && data.size() == 4) {
        out += "EXPIRE: ";
        append_number(out, reader.u32());
    } else if (code == keepalive && data.size() == 2) {
        append_keepalive(out, reader);
    } else {
        return false;
    }
    return true;
}

}  // namespace

void append_option(std::string& out, std::uint16_t code, WireBytes data) {
    if (append_known(out, code, data)) return;
    out += "OPT=";
    append_number(out, code);
    if (data.empty()) return;
    out += ": ";
    append_bytes(out, data);
}

void append_options(std::string& out, WireReader& reader) {
    bool is_first = true;
    while (reader.left() > 0) {
        const std::uint16_t code = reader.u16();
        const WireBytes data = reader.counted16();
        if (!reader.is_ok()) return;
        if (!is_first) out += "; ";
        is_first = false;
        append_option(out, code, data);
    }
}

std::string EdnsOption::to_string() const {
    std::string text;
    append_option(text, code, data);
    return text;
}

}  // namespace snet::dns
