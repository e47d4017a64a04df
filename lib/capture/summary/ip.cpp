#include "lib/capture/summary/look.hpp"
#include "lib/capture/summary/names.hpp"

namespace snet::capture {

namespace {

// What a fragment is part of. The first has the transport's header, the others have nothing to look at.
void look_at_fragment(std::uint8_t protocol, unsigned offset, Bytes payload, Look& look) {
    if (const auto name = ip_protocol_name(protocol); !name.empty()) look.summary.protocol = name;
    look << "fragment at " << offset << " length " << payload.size();
}

void tell_first_fragment(Look& look) {
    look.fragment = true;
    look << "first fragment, ";
}

// Behind the packet's own end is padding of the link; a length of 0 is of a packet that the card cuts into several.
Bytes without_padding(Bytes payload, std::size_t length, Look& look) {
    if (length > payload.size()) return payload;
    look.complete = true;
    return payload.first(length);
}

enum Extension : std::uint8_t {
    hop_by_hop = 0,
    routing = 43,
    fragment = 44,
    authentication = 51,
    no_next = 59,
    destination_options = 60,
    mobility = 135,
    host_identity = 139,
    shim6 = 140,
};

// How long an extension header is by its own word (RFC 8200, RFC 4302); 0: it is none. At least 8 bytes are there.
std::size_t extension_size(std::uint8_t header, Bytes bytes) {
    switch (header) {
        case hop_by_hop:
        case routing:
        case destination_options:
        case mobility:
        case host_identity:
        case shim6:
            return (std::size_t{bytes[1]} + 1) * 8;
        case authentication:
            return (std::size_t{bytes[1]} + 2) * 4;
        case fragment:
            return 8;
        default:
            return 0;
    }
}

bool is_extension(std::uint8_t header) {
    constexpr std::uint8_t any[8]{};
    return extension_size(header, any) != 0;
}

void look_behind_extensions(std::uint8_t header, Bytes bytes, Look& look) {
    constexpr int most_headers = 32;
    for (int headers = 0; headers < most_headers && is_extension(header); ++headers) {
        if (bytes.size() < 8) {
            look.summary.protocol = header == authentication ? "AH" : "IPv6";
            return look.ends_early();
        }
        const std::uint8_t next = bytes[0];
        const std::size_t size = extension_size(header, bytes);
        if (size > bytes.size()) return look.ends_early();
        const unsigned offset = header == fragment ? be16(bytes, 2) & 0xfff8U : 0;
        const bool first = header == fragment && offset == 0 && (bytes[3] & 1U) != 0;
        bytes = bytes.subspan(size);
        // Only a mobility header and the like can be the last one, with nothing behind it.
        if (next == no_next) {
            if (const auto name = ip_protocol_name(header); header >= mobility) look.summary.protocol = name;
            look << "no next header, length " << bytes.size();
            return;
        }
        if (offset != 0) return look_at_fragment(next, offset, bytes, look);
        if (first) tell_first_fragment(look);
        header = next;
    }
    look_at_transport(header, bytes, look);
}

}  // namespace

void look_at_ip(Bytes bytes, Look& look) {
    look.summary.protocol = "IP";
    if (bytes.empty()) return look.ends_early();
    const unsigned version = bytes[0] >> 4U;
    if (version == 4) return look_at_ipv4(bytes, look);
    if (version == 6) return look_at_ipv6(bytes, look);
    look.summary.odd = true;
    look << "version " << version << " length " << bytes.size();
}

void look_at_ipv4(Bytes bytes, Look& look) {
    constexpr std::size_t least = 20;
    look.summary.protocol = "IPv4";
    if (bytes.size() < least) return look.ends_early();
    const std::size_t header = (bytes[0] & 15U) * std::size_t{4};
    const std::size_t total = be16(bytes, 2);
    if (bytes[0] >> 4U != 4 || header < least || (total != 0 && total < header)) {
        look.summary.odd = true;
        return;
    }
    look.summary.source = IpAddress::from_bytes(Family::ipv4, &bytes[12]);
    look.summary.destination = IpAddress::from_bytes(Family::ipv4, &bytes[16]);
    if (bytes.size() < header) return look.ends_early();
    const std::uint8_t protocol = bytes[9];
    const unsigned fragment_bits = be16(bytes, 6);
    const unsigned offset = (fragment_bits & 0x1fffU) * 8;
    bytes = bytes.subspan(header);
    if (total != 0) bytes = without_padding(bytes, total - header, look);
    if (offset != 0) return look_at_fragment(protocol, offset, bytes, look);
    if ((fragment_bits & 0x2000U) != 0) tell_first_fragment(look);
    if (protocol == authentication) return look_behind_extensions(protocol, bytes, look);
    look_at_transport(protocol, bytes, look);
}

void look_at_ipv6(Bytes bytes, Look& look) {
    constexpr std::size_t header = 40;
    look.summary.protocol = "IPv6";
    if (bytes.size() < header) return look.ends_early();
    if (bytes[0] >> 4U != 6) {
        look.summary.odd = true;
        return;
    }
    look.summary.source = IpAddress::from_bytes(Family::ipv6, &bytes[8]);
    look.summary.destination = IpAddress::from_bytes(Family::ipv6, &bytes[24]);
    const std::size_t length = be16(bytes, 4);
    const std::uint8_t next = bytes[6];
    bytes = bytes.subspan(header);
    if (length != 0) bytes = without_padding(bytes, length, look);
    if (next == no_next) {
        look << "no next header, length " << bytes.size();
        return;
    }
    look_behind_extensions(next, bytes, look);
}

}  // namespace snet::capture
