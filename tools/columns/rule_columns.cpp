#include "tools/columns/rule_columns.hpp"

#include "lib/values/hex.hpp"
#include "snet/route.hpp"
#include "tools/columns/cells.hpp"

namespace snet::cli {

namespace {

void write_length(const std::optional<AddressWithLength>& block, Sink& sink) {
    if (block && !block->is_host()) sink.number(block->length);
}

// Where both ends are one port, `ip` has a key for the port, else one for each end.
void write_port(const std::optional<PortRange>& ports, Sink& sink) {
    if (ports && ports->first == ports->last) sink.number(ports->first);
}

void write_first(const std::optional<PortRange>& ports, Sink& sink) {
    if (ports && ports->first != ports->last) sink.number(ports->first);
}

void write_last(const std::optional<PortRange>& ports, Sink& sink) {
    if (ports && ports->first != ports->last) sink.number(ports->last);
}

void write_realm(const RuleRow& row, std::string_view end, Sink& sink) {
    if (!row.rule.realms) return;
    for (const Field& field : route_realm_fields(*row.rule.realms, row.names))
        if (field.key == end) sink.value(field.value);
}

void family(const RuleRow& row, Sink& sink) {
    sink.text(family_word(row.rule.family));
}

void priority(const RuleRow& row, Sink& sink) {
    write_number(row.rule.priority, sink);
}

// What `ip rule` prints after the priority.
void rule(const RuleRow& row, Sink& sink) {
    Rule unnumbered = row.rule;
    unnumbered.priority.reset();
    sink.text(unnumbered.to_string(row.names, row.details));
}

void not_(const RuleRow& row, Sink& sink) {
    write_flag(row.rule.inverted, sink);
}

void src(const RuleRow& row, Sink& sink) {
    if (row.rule.from)
        write_address(row.rule.from->address, sink);
    else
        sink.text("all");
}

void srclen(const RuleRow& row, Sink& sink) {
    write_length(row.rule.from, sink);
}

void dst(const RuleRow& row, Sink& sink) {
    if (row.rule.to) write_address(row.rule.to->address, sink);
}

void dstlen(const RuleRow& row, Sink& sink) {
    write_length(row.rule.to, sink);
}

void tos(const RuleRow& row, Sink& sink) {
    if (row.rule.tos != 0) sink.text(row.names.dsfield(row.rule.tos));
}

void fwmark(const RuleRow& row, Sink& sink) {
    if (row.rule.fwmask) sink.text(to_hexadecimal(row.rule.fwmark));
}

void fwmask(const RuleRow& row, Sink& sink) {
    if (row.rule.fwmask && *row.rule.fwmask != 0xffffffff) sink.text(to_hexadecimal(*row.rule.fwmask));
}

void iif(const RuleRow& row, Sink& sink) {
    write_text(row.rule.iif, sink);
}

void iif_detached(const RuleRow& row, Sink& sink) {
    write_flag(row.rule.iif_detached, sink);
}

void oif(const RuleRow& row, Sink& sink) {
    write_text(row.rule.oif, sink);
}

void oif_detached(const RuleRow& row, Sink& sink) {
    write_flag(row.rule.oif_detached, sink);
}

void l3mdev(const RuleRow& row, Sink& sink) {
    write_flag(row.rule.l3mdev, sink);
}

void uid_start(const RuleRow& row, Sink& sink) {
    if (row.rule.uids) sink.number(row.rule.uids->first);
}

void uid_end(const RuleRow& row, Sink& sink) {
    if (row.rule.uids) sink.number(row.rule.uids->last);
}

void ipproto(const RuleRow& row, Sink& sink) {
    if (row.rule.ip_protocol) sink.text(ip_protocol_name(*row.rule.ip_protocol, row.names));
}

void sport(const RuleRow& row, Sink& sink) {
    write_port(row.rule.source_ports, sink);
}

void sport_start(const RuleRow& row, Sink& sink) {
    write_first(row.rule.source_ports, sink);
}

void sport_end(const RuleRow& row, Sink& sink) {
    write_last(row.rule.source_ports, sink);
}

void dport(const RuleRow& row, Sink& sink) {
    write_port(row.rule.destination_ports, sink);
}

void dport_start(const RuleRow& row, Sink& sink) {
    write_first(row.rule.destination_ports, sink);
}

void dport_end(const RuleRow& row, Sink& sink) {
    write_last(row.rule.destination_ports, sink);
}

void tun_id(const RuleRow& row, Sink& sink) {
    if (row.rule.tunnel_id) sink.number(*row.rule.tunnel_id);
}

void table(const RuleRow& row, Sink& sink) {
    if (row.rule.table != 0) sink.text(row.names.table(row.rule.table));
}

void suppress_prefixlen(const RuleRow& row, Sink& sink) {
    write_number(row.rule.suppress_prefix_length, sink);
}

void suppress_ifgroup(const RuleRow& row, Sink& sink) {
    if (row.rule.suppress_group) sink.text(row.names.group(*row.rule.suppress_group));
}

void flow_from(const RuleRow& row, Sink& sink) {
    write_realm(row, "from", sink);
}

void flow_to(const RuleRow& row, Sink& sink) {
    write_realm(row, "to", sink);
}

void goto_(const RuleRow& row, Sink& sink) {
    if (row.rule.action != RuleAction::goto_) return;
    if (row.rule.goto_target)
        sink.number(*row.rule.goto_target);
    else
        sink.text("none");
}

void unresolved(const RuleRow& row, Sink& sink) {
    write_flag(row.rule.unresolved, sink);
}

void nop(const RuleRow& row, Sink& sink) {
    write_flag(row.rule.action == RuleAction::nop, sink);
}

void masquerade(const RuleRow& row, Sink& sink) {
    write_flag(row.rule.action == RuleAction::nat, sink);
}

void action(const RuleRow& row, Sink& sink) {
    using enum RuleAction;
    const RuleAction action = row.rule.action;
    if (action == table || action == goto_ || action == nop || action == nat) return;
    sink.text(row.names.numeric() ? std::to_string(static_cast<unsigned>(action)) : to_string(action));
}

void protocol(const RuleRow& row, Sink& sink) {
    if (row.details || (row.rule.protocol != protocol_unspecified && row.rule.protocol != protocol_kernel))
        sink.text(row.names.protocol(row.rule.protocol));
}

void origin(const RuleRow& row, Sink& sink) {
    sink.plain(to_string(row.rule.origin));
}

}  // namespace

constexpr Column<RuleRow> rule_columns[rule_column_count] = {
    {"family", "FAMILY", Shown::always, "inet or inet6", family},
    {"priority", "PRIORITY", Shown::always, "the lowest is asked first", priority},
    {"rule", "RULE", Shown::text, "the whole rule, in ip's words", rule, nullptr, 22, true},
    {"not", "NOT", Shown::json, "for what does not match", not_},
    {"src", "SRC", Shown::json, "packets from there, or all", src},
    {"srclen", "SRCLEN", Shown::json, "its prefix length", srclen},
    {"dst", "DST", Shown::json, "packets to there", dst},
    {"dstlen", "DSTLEN", Shown::json, "its prefix length", dstlen},
    {"tos", "TOS", Shown::json, "the type of service", tos},
    {"fwmark", "FWMARK", Shown::json, "the packet's mark", fwmark},
    {"fwmask", "FWMASK", Shown::json, "which bits of it", fwmask},
    {"iif", "IIF", Shown::json, "the interface it came in by", iif},
    {"iif_detached", "IIF-DETACHED", Shown::json, "there is none of that name", iif_detached},
    {"oif", "OIF", Shown::json, "the interface its socket is bound to", oif},
    {"oif_detached", "OIF-DETACHED", Shown::json, "there is none of that name", oif_detached},
    {"l3mdev", "L3MDEV", Shown::json, "the table of the flow's VRF", l3mdev},
    {"uid_start", "UID-START", Shown::json, "the first user", uid_start},
    {"uid_end", "UID-END", Shown::json, "the last user", uid_end},
    {"ipproto", "IPPROTO", Shown::json, "tcp, udp, ...", ipproto},
    {"sport", "SPORT", Shown::json, "the source port", sport},
    {"sport_start", "SPORT-START", Shown::json, "the first of several", sport_start},
    {"sport_end", "SPORT-END", Shown::json, "the last of several", sport_end},
    {"dport", "DPORT", Shown::json, "the destination port", dport},
    {"dport_start", "DPORT-START", Shown::json, "the first of several", dport_start},
    {"dport_end", "DPORT-END", Shown::json, "the last of several", dport_end},
    {"tun_id", "TUN-ID", Shown::json, "the tunnel's id", tun_id},
    {"table", "TABLE", Shown::json, "the table to look in", table},
    {"suppress_prefixlen", "SUPPRESS-PREFIXLEN", Shown::json, "not for shorter results", suppress_prefixlen},
    {"suppress_ifgroup", "SUPPRESS-IFGROUP", Shown::json, "not for results of this group", suppress_ifgroup},
    {"flow_from", "FLOW-FROM", Shown::json, "the source realm", flow_from},
    {"flow_to", "FLOW-TO", Shown::json, "the destination realm", flow_to},
    {"goto", "GOTO", Shown::json, "the rule to go on with", goto_},
    {"unresolved", "UNRESOLVED", Shown::json, "there is no such rule", unresolved},
    {"nop", "NOP", Shown::json, "does nothing", nop},
    {"masquerade", "MASQUERADE", Shown::json, "the obsolete NAT", masquerade},
    {"action", "ACTION", Shown::json, "blackhole, unreachable, prohibit", action},
    {"protocol", "PROTOCOL", Shown::json, "who added it", protocol},
    {"origin", "ORIGIN", Shown::always, "os or stack", origin},
};

constexpr std::array<ColumnName, rule_column_count> rule_column_names = names_of(rule_columns);

}  // namespace snet::cli
