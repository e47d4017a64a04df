#include "lib/capture/summary/look.hpp"
#include "lib/capture/summary/names.hpp"

namespace snet::capture {

namespace {

// The type by its name or number, and what is unreachable of a code that has a name.
void tell_type(std::uint8_t type, std::string_view name, std::uint8_t code, std::string_view unreachable, Look& look) {
    if (name.empty())
        look << "type " << type << " code " << code;
    else if (!unreachable.empty())
        look << unreachable << " " << name;
    else if (code != 0)
        look << name << " code " << code;
    else
        look << name;
}

void tell_echo(Bytes bytes, Look& look) {
    if (bytes.size() < 8) return look.ends_early();
    look << " id " << be16(bytes, 4) << " seq " << be16(bytes, 6) << " length " << bytes.size() - 8;
}

}  // namespace

void look_at_icmp(Bytes bytes, Look& look) {
    enum Type : std::uint8_t { echo_reply = 0, unreachable = 3, redirect = 5, echo_request = 8 };
    look.summary.protocol = "ICMP";
    if (bytes.size() < 4) return look.ends_early();
    const std::uint8_t type = bytes[0];
    const std::uint8_t code = bytes[1];
    tell_type(type, icmp_type_name(type), code, type == unreachable ? icmp_unreachable_name(code) : "", look);
    if (type == echo_request || type == echo_reply) return tell_echo(bytes, look);
    if (type != redirect) return;
    if (bytes.size() < 8) return look.ends_early();
    look << " to " << IpAddress::from_bytes(Family::ipv4, &bytes[4]);
}

void look_at_icmpv6(Bytes bytes, Look& look) {
    enum Type : std::uint8_t {
        unreachable = 1,
        too_big = 2,
        echo_request = 128,
        echo_reply = 129,
        solicitation = 135,
        advertisement = 136,
        redirect = 137,
    };
    look.summary.protocol = "ICMPv6";
    if (bytes.size() < 4) return look.ends_early();
    const std::uint8_t type = bytes[0];
    const std::uint8_t code = bytes[1];
    tell_type(type, icmpv6_type_name(type), code, type == unreachable ? icmpv6_unreachable_name(code) : "", look);
    switch (type) {
        case echo_request:
        case echo_reply:
            return tell_echo(bytes, look);
        case too_big:
            if (bytes.size() < 8) return look.ends_early();
            look << ", MTU " << be32(bytes, 4);
            return;
        case solicitation:
        case advertisement:
        case redirect:
            if (bytes.size() < 24) return look.ends_early();
            look << (type == redirect ? " to " : " of ") << IpAddress::from_bytes(Family::ipv6, &bytes[8]);
            return;
        default:
            return;
    }
}

void look_at_igmp(Bytes bytes, Look& look) {
    constexpr std::uint8_t report_v3 = 0x22;
    if (bytes.size() < 8) return look.ends_early();
    const std::uint8_t type = bytes[0];
    if (const auto name = igmp_type_name(type); !name.empty())
        look << name;
    else
        look << "type " << type;
    if (type == report_v3) {
        look << ", " << be16(bytes, 6) << " groups";
        return;
    }
    if (const auto group = IpAddress::from_bytes(Family::ipv4, &bytes[4]); !group.is_unspecified())
        look << " " << group;
}

}  // namespace snet::capture
