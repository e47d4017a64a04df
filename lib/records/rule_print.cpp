#include "lib/records/route_numbers.hpp"
#include "lib/values/hex.hpp"
#include "lib/values/number_text.hpp"
#include "snet/route.hpp"
#include "snet/rule.hpp"

namespace snet {

namespace {

std::string range_text(const PortRange& ports) {
    std::string text = std::to_string(ports.first);
    if (ports.last != ports.first) text += '-' + std::to_string(ports.last);
    return text;
}

std::string mark_text(std::uint32_t mark, std::uint32_t mask) {
    std::string text = to_hexadecimal(mark);
    if (mask != 0xffffffff) text += '/' + to_hexadecimal(mask);
    return text;
}

void append(std::string& out, std::string_view word, const std::string& value) {
    out += ' ';
    out += word;
    out += ' ';
    out += value;
}

void append_interface(std::string& out, std::string_view word, const std::string& name, bool is_detached) {
    if (name.empty()) return;
    append(out, word, name);
    if (is_detached) out += " [detached]";
}

void append_selectors(std::string& out, const Rule& rule, const Names& names) {
    if (rule.to) append(out, "to", rule.to->to_string());
    if (rule.tos != 0) append(out, "tos", names.dsfield(rule.tos));
    if (rule.fwmask) append(out, "fwmark", mark_text(rule.fwmark, *rule.fwmask));
    append_interface(out, "iif", rule.iif, rule.iif_detached);
    append_interface(out, "oif", rule.oif, rule.oif_detached);
    if (rule.l3mdev) out += " lookup [l3mdev-table]";
    if (rule.uids) append(out, "uidrange", std::to_string(rule.uids->first) + '-' + std::to_string(rule.uids->last));
    if (rule.ip_protocol) append(out, "ipproto", ip_protocol_name(*rule.ip_protocol, names));
    if (rule.source_ports) append(out, "sport", range_text(*rule.source_ports));
    if (rule.destination_ports) append(out, "dport", range_text(*rule.destination_ports));
    if (rule.tunnel_id) append(out, "tun_id", std::to_string(*rule.tunnel_id));
}

void append_suppressors(std::string& out, const Rule& rule, const Names& names) {
    if (rule.suppress_prefix_length) append(out, "suppress_prefixlength", std::to_string(*rule.suppress_prefix_length));
    if (rule.suppress_group) append(out, "suppress_ifgroup", names.group(*rule.suppress_group));
}

void append_action(std::string& out, const Rule& rule) {
    switch (rule.action) {
        case RuleAction::table:
            return;
        case RuleAction::nop:
            out += " nop";
            return;
        case RuleAction::goto_:
            append(out, "goto", rule.goto_target ? std::to_string(*rule.goto_target) : "none");
            if (rule.unresolved) out += " [unresolved]";
            return;
        default:
            out += ' ' + to_string(rule.action);
    }
}

}  // namespace

std::string Rule::to_string(const Names& names, bool details) const {
    std::string out;
    if (priority) out += std::to_string(*priority) + ": ";
    if (inverted) out += "not ";
    out += "from " + (from ? from->to_string() : "all");
    append_selectors(out, *this, names);
    if (table != 0) append(out, "lookup", names.table(table));
    append_suppressors(out, *this, names);
    if (realms) append(out, "realms", realms_text(*realms, names));
    append_action(out, *this);
    if (details || (protocol != protocol_unspecified && protocol != protocol_kernel))
        append(out, "proto", names.protocol(protocol));
    return out;
}

}  // namespace snet
