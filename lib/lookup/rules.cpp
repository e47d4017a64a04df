#include "lib/lookup/rules.hpp"

#include <algorithm>

namespace snet {

namespace {

using Fate = Trace::RuleFate;

constexpr unsigned dscp_mask = 0xfc;

bool holds(const std::optional<AddressWithLength>& block, const IpAddress& address) {
    return !block || block->is_all() ||
           (block->family() == address.family() &&
            block->address.masked(block->length) == address.masked(block->length));
}

// IPv4's unspecified source is compared like any other; IPv6 has none to compare.
bool holds_source(const Rule& rule, const Packet& packet) {
    if (!rule.from || rule.from->is_all()) return true;
    if (!packet.source && packet.family() == Family::ipv6) return false;
    return holds(rule.from, packet.source.value_or(IpAddress()));
}

bool holds_tos(const Rule& rule, const Packet& packet) {
    const unsigned mask = packet.family() == Family::ipv4 ? ipv4_tos_mask : dscp_mask;
    return rule.tos == 0 || rule.tos == (packet.tos & mask);
}

bool holds(const std::optional<PortRange>& ports, std::uint16_t port) {
    return !ports || ports->first == 0 || ports->last == 0 || (ports->first <= port && port <= ports->last);
}

RouteType type_of(RuleAction action) {
    switch (action) {
        case RuleAction::unreachable:
            return RouteType::unreachable;
        case RuleAction::prohibit:
            return RouteType::prohibit;
        default:
            return RouteType::blackhole;
    }
}

// What the kernel makes of table 0, which a rule names that applies because the packet is of no VRF.
std::uint32_t table_of(const Rule& rule, const Packet& packet) {
    const std::uint32_t table = rule.l3mdev ? packet.vrf_table : rule.table;
    return table == 0 ? table_main : table;
}

// A rule for a VRF is one for what is in it (fib_rule_iif_match of Linux since 6.14).
bool is_at(const std::string& device, std::string_view at, const Packet& packet) {
    return device.empty() || device == at || device == packet.vrf;
}

Fate fate_of(const Rule& rule, const Packet& packet) {
    const Fate fate = mismatch(rule, packet);
    if (!rule.inverted) return fate;
    return fate == Fate::applies ? Fate::inverted : Fate::applies;
}

// The rules from here on. Jumps lead forward only, as the kernel wants it: a file may say otherwise.
std::span<const Rule> target_of(const Rule& rule, std::span<const Rule> rest) {
    if (rule.unresolved || !rule.goto_target || *rule.goto_target <= rule.priority.value_or(0)) return {};
    const auto target =
        std::ranges::find_if(rest, [&](const Rule& one) { return one.priority.value_or(0) == *rule.goto_target; });
    return rest.subspan(static_cast<std::size_t>(target - rest.begin()));
}

// Of the rules behind the one that decided, those whose table has an answer, too.
void note_too_late(std::span<const Rule> rules, const Packet& packet, Trace& trace,
                   FunctionRef<std::optional<Match>(std::uint32_t)> look_up) {
    const auto routes = trace.routes;
    for (const Rule& rule : rules)
        if (rule.action == RuleAction::table && fate_of(rule, packet) == Fate::applies)
            if (look_up(table_of(rule, packet))) trace.rules.push_back({&rule, Fate::too_late});
    trace.routes = routes;
}

}  // namespace

Fate mismatch(const Rule& rule, const Packet& packet) {
    if (!is_at(rule.iif, packet.iif, packet)) return Fate::iif;
    if (!is_at(rule.oif, packet.oif, packet)) return Fate::oif;
    if (rule.fwmask && ((rule.fwmark ^ packet.mark) & *rule.fwmask) != 0) return Fate::mark;
    if (rule.tunnel_id.value_or(0) != 0) return Fate::tunnel_id;
    if (rule.l3mdev && packet.vrf.empty()) return Fate::l3mdev;
    if (rule.uids && (packet.uid < rule.uids->first || packet.uid > rule.uids->last)) return Fate::uid;
    if (!holds(rule.to, packet.destination)) return Fate::to;
    if (!holds_source(rule, packet)) return Fate::from;
    if (!holds_tos(rule, packet)) return Fate::tos;
    if (rule.ip_protocol.value_or(0) != 0 && rule.ip_protocol != packet.ip_protocol) return Fate::ip_protocol;
    if (!holds(rule.source_ports, packet.source_port)) return Fate::source_port;
    if (!holds(rule.destination_ports, packet.destination_port)) return Fate::destination_port;
    return Fate::applies;
}

Match apply_rules(std::span<const Rule> rules, const Packet& packet, Trace* trace,
                  FunctionRef<std::optional<Match>(std::uint32_t)> look_up,
                  FunctionRef<bool(const Rule&, const Match&)> is_suppressed) {
    const auto note = [&](const Rule& rule, Fate fate) {
        if (trace) trace->rules.push_back({&rule, fate});
    };
    while (!rules.empty()) {
        const Rule& rule = rules.front();
        rules = rules.subspan(1);
        if (const Fate fate = fate_of(rule, packet); fate != Fate::applies) {
            note(rule, fate);
        } else if (rule.action == RuleAction::nop) {
            note(rule, Fate::nop);
        } else if (rule.action == RuleAction::goto_) {
            const auto target = target_of(rule, rules);
            note(rule, target.empty() ? Fate::unresolved : Fate::jump);
            if (!target.empty()) rules = target;
        } else if (rule.action != RuleAction::table) {
            note(rule, Fate::applies);
            if (trace) note_too_late(rules, packet, *trace, look_up);
            return {.type = type_of(rule.action), .refusal = Refusal::rule, .rule = &rule, .table = {}};
        } else if (auto match = look_up(table_of(rule, packet)); !match) {
            note(rule, Fate::no_match);
        } else if (match->is_found() && is_suppressed(rule, *match)) {
            note(rule, Fate::suppressed);
        } else {
            note(rule, Fate::applies);
            if (trace) note_too_late(rules, packet, *trace, look_up);
            match->rule = &rule;
            return *match;
        }
    }
    return {};
}

}  // namespace snet
