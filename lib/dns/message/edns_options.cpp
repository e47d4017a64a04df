// Options of an OPT record, as dig prints them.

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "lib/dns/message/rdata_text.hpp"
#include "lib/dns/message/text_forms.hpp"
#include "lib/values/hex.hpp"
#include "snet/dns/message.hpp"
#include "snet/ip_address.hpp"

namespace snet::dns {
namespace {

enum Code : std::uint16_t {
    nsid = 3,
    subnet = 8,
    expire = 9,
    cookie = 10,
    keepalive = 11,
    padding = 12,
    key_tag = 14,
    error = 15,
    client_tag = 16,
    server_tag = 17,
};

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
    if (data.empty()) return;
    for (const std::uint8_t& byte : data) {
        out += ' ';
        append_hex_lower(out, {&byte, 1});
    }
    out += " (\"";
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
    out += "TCP KEEPALIVE:";
    if (data.left() == 0) return;
    const std::uint16_t tenths = data.u16();
    out += ' ';
    append_number(out, tenths / 10U);
    out += '.';
    append_number(out, tenths % 10U);
    out += " secs";
}

// " (1 day 2 hours)", without the units of which there are none.
void append_duration(std::string& out, std::uint32_t seconds) {
    constexpr std::pair<std::uint32_t, std::string_view> units[] = {
        {604800, "week"}, {86400, "day"}, {3600, "hour"}, {60, "minute"}, {1, "second"}};
    char before = '(';
    out += ' ';
    for (const auto& [size, name] : units) {
        const std::uint32_t count = seconds / size;
        seconds %= size;
        if (count == 0 && !(size == 1 && before == '(')) continue;
        out += before;
        before = ' ';
        append_number(out, count);
        out.append(" ").append(name).append(count == 1 ? "" : "s");
    }
    out += ')';
}

// RFC 7314
void append_expire(std::string& out, WireReader data) {
    out += "EXPIRE:";
    if (data.left() == 0) return;
    const std::uint32_t seconds = data.u32();
    out += ' ';
    append_number(out, seconds);
    append_duration(out, seconds);
}

void append_tags(std::string& out, std::string_view name, WireReader data) {
    out += name;
    for (bool is_first = true; data.left() > 0; is_first = false) {
        out += is_first ? " " : ", ";
        append_number(out, data.u16());
    }
}

struct KnownOption {
    Code code;
    bool (*fits)(std::size_t size);
    void (*append)(std::string& out, WireReader data);
};

constexpr KnownOption known_options[] = {
    {nsid, [](std::size_t) { return true; },
     [](std::string& out, WireReader data) {
         out += "NSID:";
         append_bytes(out, data.rest());
     }},
    {expire, [](std::size_t size) { return size == 0 || size == 4; }, append_expire},
    {cookie, [](std::size_t size) { return size > 0; },
     [](std::string& out, WireReader data) {
         out += "COOKIE: ";
         append_hex_lower(out, data.rest());
     }},
    {keepalive, [](std::size_t size) { return size == 0 || size == 2; }, append_keepalive},
    {padding, [](std::size_t) { return true; },
     [](std::string& out, WireReader data) {
         out += "PAD: (";
         append_number(out, data.left());
         out += " bytes)";
     }},
    {key_tag, [](std::size_t size) { return size > 0 && size % 2 == 0; },
     [](std::string& out, WireReader data) { append_tags(out, "KEY-TAG:", data); }},
    {error, [](std::size_t size) { return size >= 2; }, append_error},
    {client_tag, [](std::size_t size) { return size == 2; },
     [](std::string& out, WireReader data) { append_tags(out, "CLIENT-TAG:", data); }},
    {server_tag, [](std::size_t size) { return size == 2; },
     [](std::string& out, WireReader data) { append_tags(out, "SERVER-TAG:", data); }},
};

// False: it is none of those that have a form of their own.
bool append_known(std::string& out, std::uint16_t code, WireBytes data) {
    if (code == subnet) return append_subnet(out, data);
    const auto* const known = std::ranges::find(known_options, code, &KnownOption::code);
    if (known == std::end(known_options) || !known->fits(data.size())) return false;
    known->append(out, WireReader(data));
    return true;
}

}  // namespace

void append_option(std::string& out, std::uint16_t code, WireBytes data) {
    if (append_known(out, code, data)) return;
    out += "OPT=";
    append_number(out, code);
    out += ':';
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
