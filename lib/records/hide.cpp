#include <algorithm>
#include <initializer_list>

#include "lib/records/blank_text.hpp"
#include "lib/records/route_numbers.hpp"
#include "snet/record.hpp"

namespace snet {

namespace {

/// Whether a field that the hidden row leaves out, or has the same, lets the row pass.
template <class T>
bool fits(const std::optional<T>& wanted, const std::optional<T>& actual) {
    return !wanted || wanted == actual;
}

bool fits(const std::string& wanted, const std::string& actual) {
    return wanted.empty() || wanted == actual;
}

bool is_named(const Hide& hide, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return has_keyword(hide.text, word); });
}

bool fits(const NextHop& wanted, const NextHop& actual) {
    return fits(wanted.gateway, actual.gateway) && fits(wanted.device, actual.device) &&
           (wanted.flags & ~actual.flags) == 0 &&
           (!wanted.encapsulation || (actual.encapsulation && *wanted.encapsulation == *actual.encapsulation));
}

bool fits(const std::vector<NextHop>& wanted, const std::vector<NextHop>& actual) {
    if (wanted.empty()) return true;
    return std::ranges::equal(wanted, actual, [&](const NextHop& a, const NextHop& b) {
        return fits(a, b) && (wanted.size() == 1 || a.weight == b.weight);
    });
}

// `ip` prints times in whole milliseconds, be there parts of one or not. A route of IPv4 cannot be deleted by these.
bool has_metrics(const Route& wanted, const Route& route) {
    if (wanted.metrics.empty()) return true;
    if (wanted.family() == Family::ipv4) return wanted.metrics == route.metrics;
    const auto shown = [](const RouteMetric& one) {
        return one.id == metric_rtt ? one.value / 8 : one.id == metric_rttvar ? one.value / 4 : one.value;
    };
    return std::ranges::equal(wanted.metrics, route.metrics, [&](const RouteMetric& a, const RouteMetric& b) {
        return a.id == b.id && shown(a) == shown(b);
    });
}

bool has_settings(const Hide& hide, const Route& wanted, const Route& route) {
    if (wanted.protocol != route.protocol && is_named(hide, {"proto", "protocol"})) return false;
    if (wanted.scope != route.scope && is_named(hide, {"scope"})) return false;
    if (wanted.tos != route.tos && is_named(hide, {"tos", "dsfield"})) return false;
    return wanted.type == route.type || (wanted.type == RouteType::unicast && !is_named(hide, {"unicast"}));
}

bool has_selectors(const Hide& hide, const Rule& wanted, const Rule& rule) {
    if (is_named(hide, {"from"}) && wanted.from != rule.from) return false;
    if (is_named(hide, {"to"}) && wanted.to != rule.to) return false;
    if (wanted.tos != 0 && wanted.tos != rule.tos) return false;
    if (wanted.fwmask && (wanted.fwmark != rule.fwmark || wanted.fwmask != rule.fwmask)) return false;
    return fits(wanted.iif, rule.iif) && fits(wanted.oif, rule.oif) && fits(wanted.uids, rule.uids) &&
           fits(wanted.ip_protocol, rule.ip_protocol) && fits(wanted.source_ports, rule.source_ports) &&
           fits(wanted.destination_ports, rule.destination_ports) && fits(wanted.tunnel_id, rule.tunnel_id) &&
           (!wanted.l3mdev || rule.l3mdev) && (!wanted.inverted || rule.inverted);
}

bool has_action(const Hide& hide, const Rule& wanted, const Rule& rule) {
    if (wanted.action != RuleAction::table && wanted.action != rule.action) return false;
    if (is_named(hide, {"lookup", "table"}) && wanted.table != rule.table) return false;
    return fits(wanted.goto_target, rule.goto_target) &&
           fits(wanted.suppress_prefix_length, rule.suppress_prefix_length) &&
           fits(wanted.suppress_group, rule.suppress_group) && fits(wanted.realms, rule.realms) &&
           (!is_named(hide, {"proto", "protocol"}) || wanted.protocol == rule.protocol);
}

}  // namespace

bool hides(const Hide& hide, const Route& route) {
    const auto* const wanted = std::get_if<Route>(&hide.row);
    if (wanted == nullptr || wanted->table != route.table) return false;
    const bool fits_prefix =
        hide.any_prefix ? wanted->family() == route.family() : wanted->destination == route.destination;
    if (!fits_prefix) return false;
    // A metric of 0 is none.
    if (wanted->metric && *wanted->metric != route.metric.value_or(0)) return false;
    if ((wanted->flags & ~route.flags) != 0 || (wanted->locked_metrics & ~route.locked_metrics) != 0 ||
        !fits(wanted->error, route.error))
        return false;
    return fits(wanted->from, route.from) && fits(wanted->prefsrc, route.prefsrc) &&
           fits(wanted->realms, route.realms) && has_metrics(*wanted, route) &&
           fits(wanted->nexthop_id, route.nexthop_id) && fits(wanted->preference, route.preference) &&
           fits(wanted->next_hops, route.next_hops) && has_settings(hide, *wanted, route);
}

bool hides(const Hide& hide, const Rule& rule) {
    const auto* const wanted = std::get_if<Rule>(&hide.row);
    if (wanted == nullptr || wanted->family != rule.family) return false;
    // The kernel does not tell a priority of 0, and the rule has none then.
    if (wanted->priority && *wanted->priority != rule.priority.value_or(0)) return false;
    return has_selectors(hide, *wanted, rule) && has_action(hide, *wanted, rule);
}

bool hides(const Hide& hide, const Neighbor& neighbor) {
    const auto* const wanted = std::get_if<Neighbor>(&hide.row);
    if (wanted == nullptr || wanted->address != neighbor.address || wanted->is_proxy() != neighbor.is_proxy())
        return false;
    const bool has_state = wanted->state != NeighborState::none;
    return fits(wanted->device, neighbor.device) && fits(wanted->mac, neighbor.mac) &&
           fits(wanted->protocol, neighbor.protocol) && (!has_state || wanted->state == neighbor.state) &&
           (wanted->flags & ~neighbor.flags) == 0 && (wanted->extended_flags & ~neighbor.extended_flags) == 0;
}

bool hides(const Hide& hide, const NexthopObject& object) {
    const auto* const wanted = std::get_if<NexthopObject>(&hide.row);
    if (wanted == nullptr || wanted->id != object.id) return false;
    if (is_named(hide, {"proto", "protocol"}) && wanted->protocol != object.protocol) return false;
    if (is_named(hide, {"scope"}) && wanted->scope != object.scope) return false;
    return fits(wanted->hop, object.hop) && (wanted->group.empty() || wanted->group == object.group) &&
           fits(wanted->resilience, object.resilience) && (!wanted->blackhole || object.blackhole) &&
           (!wanted->fdb || object.fdb);
}

bool hides(const Hide& hide, const AddressLabelRecord& record) {
    const auto* const wanted = std::get_if<AddressLabelRecord>(&hide.row);
    return wanted != nullptr && wanted->prefix == record.prefix && wanted->label == record.label &&
           fits(wanted->device, record.device);
}

bool hides(const Hide& hide, const Nameserver& server) {
    const auto* const wanted = std::get_if<Nameserver>(&hide.row);
    return wanted != nullptr && wanted->address == server.address && fits(wanted->port, server.port) &&
           fits(wanted->domain, server.domain);
}

bool hides(const Hide& hide, const InterfaceRecord& record) {
    const auto* const wanted = std::get_if<InterfaceRecord>(&hide.row);
    if (wanted == nullptr || wanted->name != record.name) return false;
    const auto is_one_of_its = [&](const std::string& name) {
        return std::ranges::find(record.altnames, name) != record.altnames.end();
    };
    return fits(wanted->index, record.index) && fits(wanted->address, record.address) &&
           fits(wanted->broadcast, record.broadcast) && fits(wanted->mtu, record.mtu) && fits(wanted->up, record.up) &&
           fits(wanted->carrier, record.carrier) && fits(wanted->flags, record.flags) &&
           fits(wanted->link_type, record.link_type) && fits(wanted->kind, record.kind) &&
           fits(wanted->vrf_table, record.vrf_table) && fits(wanted->link, record.link) &&
           (!wanted->master || *wanted->master == record.master.value_or("")) &&
           (!wanted->group || *wanted->group == record.group.value_or(0)) &&
           std::ranges::all_of(wanted->altnames, is_one_of_its);
}

bool hides(const Hide& hide, std::string_view device, const InterfaceAddress& address) {
    const auto* const wanted = std::get_if<AddressRecord>(&hide.row);
    if (wanted == nullptr || wanted->device != device || wanted->address.local != address.local) return false;
    const bool has_length = hide.text.contains('/');
    if (has_length && wanted->address.prefix_length != address.prefix_length) return false;
    if (is_named(hide, {"label"}) && wanted->address.label != address.label) return false;
    if (is_named(hide, {"scope"}) && wanted->address.scope != address.scope) return false;
    if (is_named(hide, {"dynamic"}) && (address.flags & address_permanent) != 0) return false;
    // Without the word `dynamic` a record is of a permanent address; who leaves it out means any.
    return (wanted->address.flags & ~address_permanent & ~address.flags) == 0 &&
           fits(wanted->address.peer, address.peer) && fits(wanted->address.broadcast, address.broadcast) &&
           fits(wanted->address.anycast, address.anycast) && fits(wanted->address.metric, address.metric) &&
           fits(wanted->address.protocol, address.protocol);
}

namespace {

// Of rows as records have them.
bool hides(const Hide& hide, const AddressRecord& record) {
    return hides(hide, record.device, record.address);
}

}  // namespace

bool hides(const Hide& hide, const Record& row) {
    return std::visit(
        [&]<class Row>(const Row& one) {
            if constexpr (std::is_constructible_v<HiddenRow, std::in_place_type_t<Row>, Row>)
                return hides(hide, one);
            else
                return false;
        },
        row);
}

}  // namespace snet
