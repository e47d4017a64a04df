// The parameters of SVCB and HTTPS records: RFC 9460, 2.1 and appendix A.

#include <array>
#include <string_view>

#include "lib/dns/message/rdata_text.hpp"
#include "lib/dns/message/text_forms.hpp"

namespace snet::dns {
namespace {

enum Key : std::uint16_t { mandatory, alpn, no_default_alpn, port, ipv4hint, ech, ipv6hint, dohpath };

constexpr std::array<std::string_view, 8> names = {"mandatory", "alpn", "no-default-alpn", "port",
                                                   "ipv4hint",  "ech",  "ipv6hint",        "dohpath"};

void append_key(std::string& out, std::uint16_t key) {
    if (key < names.size()) {
        out += names[key];
    } else {
        out += "key";
        append_number(out, key);
    }
}

// Keys that a client must know, in ascending order and never that of the list itself.
void append_keys(std::string& out, WireReader& value) {
    int last = mandatory;
    do {
        const std::uint16_t key = value.u16();
        if (key <= last) return value.fail();
        if (last != mandatory) out += ',';
        append_key(out, key);
        last = key;
    } while (value.left() > 0);
}

// A comma and a backslash within a part are escaped for the list, and that backslash once more for the string.
void append_protocols(std::string& out, WireReader& value) {
    out += '"';
    bool is_first = true;
    do {
        const WireBytes protocol = value.counted8();
        if (protocol.empty()) return value.fail();
        if (!is_first) out += ',';
        is_first = false;
        for (const std::uint8_t& byte : protocol) {
            if (byte == ',' || byte == '\\') out += R"(\\)";
            append_string_bytes(out, {&byte, 1});
        }
    } while (value.left() > 0);
    out += '"';
}

void append_addresses(std::string& out, WireReader& value, void (*append_address)(std::string&, WireReader&)) {
    append_address(out, value);
    while (value.left() > 0) {
        out += ',';
        append_address(out, value);
    }
}

void append_value(std::string& out, std::uint16_t key, WireReader& value) {
    switch (key) {
        case mandatory:
            return append_keys(out, value);
        case alpn:
            return append_protocols(out, value);
        case port:
            return append_number(out, value.u16());
        case ipv4hint:
            return append_addresses(out, value, append_address4);
        case ipv6hint:
            return append_addresses(out, value, append_address6);
        case ech:
            if (value.left() == 0) return value.fail();
            return append_base64(out, value.rest());
        default:
            return append_quoted(out, value.rest());
    }
}

}  // namespace

void append_parameters(std::string& out, WireReader& reader) {
    int last = -1;
    while (reader.left() > 0) {
        const std::uint16_t key = reader.u16();
        const std::size_t size = reader.u16();
        WireReader value(reader.message(), reader.offset(), reader.offset() + (reader.left() < size ? 0 : size));
        reader.take(size);
        if (!reader.is_ok() || key <= last) return reader.fail();
        if (last >= 0) out += ' ';
        append_key(out, key);
        last = key;
        if (key == no_default_alpn || (size == 0 && key >= names.size())) {
            if (size != 0) reader.fail();
            continue;
        }
        out += '=';
        append_value(out, key, value);
        if (!value.is_ok() || value.left() != 0) return reader.fail();
    }
}

}  // namespace snet::dns
