#include <linux/fib_rules.h>

#include "platform/linux/decode.hpp"
#include "platform/linux/family.hpp"

namespace snet::platform {

namespace {

constexpr std::uint32_t not_suppressed = 0xffffffff;

// A length without an address is what the kernel sends for a block of the unspecified address.
std::optional<AddressWithLength> selector(Family family, Bytes payload, unsigned length) {
    const auto address = ip_address(family, payload);
    if (length == 0 || length > 8 * address_size(family)) return std::nullopt;
    return AddressWithLength{address.value_or(IpAddress::unspecified(family)), static_cast<std::uint8_t>(length)};
}

std::optional<PortRange> ports(Bytes payload) {
    const auto range = structure<fib_rule_port_range>(payload);
    return range ? std::optional(PortRange{range->start, range->end}) : std::nullopt;
}

std::optional<UidRange> uids(Bytes payload) {
    const auto range = structure<fib_rule_uid_range>(payload);
    return range ? std::optional(UidRange{range->start, range->end}) : std::nullopt;
}

std::optional<std::uint32_t> suppressed(Bytes payload) {
    const auto value = u32(payload);
    return value == not_suppressed ? std::nullopt : value;
}

}  // namespace

bool decode_rule(Bytes message, Rule& out) {
    const auto header = structure<fib_rule_hdr>(message);
    if (!header) return false;
    const auto family = family_of(header->family);
    if (!family) return false;
    const AttributeTable<FRA_DPORT_RANGE> attributes(message.subspan(sizeof(fib_rule_hdr)));

    out.family = *family;
    out.priority = u32(attributes[FRA_PRIORITY]).value_or(0);
    out.inverted = (header->flags & FIB_RULE_INVERT) != 0;
    out.from = selector(*family, attributes[FRA_SRC], header->src_len);
    out.to = selector(*family, attributes[FRA_DST], header->dst_len);
    out.tos = header->tos;
    const auto mark = u32(attributes[FRA_FWMARK]);
    out.fwmark = mark.value_or(0);
    out.fwmask = u32(attributes[FRA_FWMASK]);
    if (mark && !out.fwmask) out.fwmask = 0xffffffff;
    out.iif = string(attributes[FRA_IIFNAME]);
    out.iif_detached = (header->flags & FIB_RULE_IIF_DETACHED) != 0;
    out.oif = string(attributes[FRA_OIFNAME]);
    out.oif_detached = (header->flags & FIB_RULE_OIF_DETACHED) != 0;
    out.uids = uids(attributes[FRA_UID_RANGE]);
    out.ip_protocol = u8(attributes[FRA_IP_PROTO]);
    out.source_ports = ports(attributes[FRA_SPORT_RANGE]);
    out.destination_ports = ports(attributes[FRA_DPORT_RANGE]);
    out.tunnel_id = be64(attributes[FRA_TUN_ID]);
    out.l3mdev = u8(attributes[FRA_L3MDEV]).value_or(0) != 0;
    out.action = static_cast<RuleAction>(header->action);
    out.table = u32(attributes[FRA_TABLE]).value_or(header->table);
    out.goto_target = u32(attributes[FRA_GOTO]);
    out.unresolved = (header->flags & FIB_RULE_UNRESOLVED) != 0;
    out.suppress_prefix_length = suppressed(attributes[FRA_SUPPRESS_PREFIXLEN]);
    out.suppress_group = suppressed(attributes[FRA_SUPPRESS_IFGROUP]);
    out.realms = u32(attributes[FRA_FLOW]);
    out.protocol = u8(attributes[FRA_PROTOCOL]).value_or(0);
    out.origin = Origin::os;
    return true;
}

}  // namespace snet::platform
