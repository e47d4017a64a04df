#include "tools/columns/route_columns.hpp"

#include "tools/columns/cells.hpp"

namespace snet::cli {

std::string_view RouteListing::table(std::uint32_t table) {
    if (table_name_.empty() || table != table_) {
        table_name_ = names_.table(table);
        table_ = table;
    }
    return table_name_;
}

std::string_view RouteListing::protocol(std::uint8_t protocol) {
    std::string& name = protocols_[protocol];
    if (name.empty()) name = names_.protocol(protocol);
    return name;
}

std::string_view RouteListing::scope(std::uint8_t scope) {
    std::string& name = scopes_[scope];
    if (name.empty()) name = names_.scope(scope);
    return name;
}

namespace {

const NextHop* single_hop(const Route& route) {
    return route.is_multipath() || route.next_hops.empty() ? nullptr : &route.next_hops.front();
}

void write_destination(const Prefix& prefix, Sink& sink) {
    if (prefix.is_all())
        sink.plain("default");
    else
        write_prefix(prefix, sink);
}

void write_via(const IpAddress& gateway, Sink& sink) {
    sink.begin_object();
    sink.key("family");
    sink.text(family_word(gateway.family()));
    sink.key("host");
    write_address(gateway, sink);
    sink.end_object();
}

void write_flags(std::uint32_t flags, Sink& sink) {
    if (flags == 0) return sink.empty_list();
    sink.begin_list();
    for (const std::string& name : route_flag_names(flags))
        sink.text(name);
    sink.end_list();
}

void write_encapsulation(const Encapsulation& encapsulation, const Names& names, Sink& sink) {
    sink.begin_object();
    sink.key("type");
    sink.text(encapsulation.type);
    for (const Field& field : encapsulation_fields(encapsulation, names)) {
        sink.key(field.key);
        sink.value(field.value);
    }
    sink.end_object();
}

void write_hop(const NextHop& hop, const RouteRow& row, Sink& sink) {
    sink.begin_object();
    if (hop.encapsulation) {
        sink.key("encap");
        write_encapsulation(*hop.encapsulation, row.listing.names(), sink);
    }
    if (hop.gateway) {
        const bool via = is_via(hop, row.route);
        sink.key(via ? "via" : "gateway");
        via ? write_via(*hop.gateway, sink) : write_address(*hop.gateway, sink);
    }
    if (hop.realms) {
        sink.key("flow");
        sink.object(route_realm_fields(*hop.realms, row.listing.names()));
    }
    if (!hop.device.empty()) {
        sink.key("dev");
        sink.text(hop.device);
    }
    sink.key("weight");
    sink.number(hop.weight);
    sink.key("flags");
    write_flags(hop.flags, sink);
    sink.end_object();
}

void show_type(const RouteRow& row, Sink& sink) {
    const bool is_numeric = row.listing.names().numeric();
    sink.text(is_numeric ? std::to_string(static_cast<unsigned>(row.route.type)) : to_string(row.route.type));
}

void type(const RouteRow& row, Sink& sink) {
    if (row.route.type != RouteType::unicast || row.listing.details) show_type(row, sink);
}

void dst(const RouteRow& row, Sink& sink) {
    write_destination(row.route.destination, sink);
}

void netmask(const RouteRow& row, Sink& sink) {
    write_address(netmask_of(row.route.destination), sink);
}

void from(const RouteRow& row, Sink& sink) {
    if (row.route.from) write_prefix(*row.route.from, sink);
}

void nhid(const RouteRow& row, Sink& sink) {
    write_number(row.route.nexthop_id, sink);
}

void encap(const RouteRow& row, Sink& sink) {
    const NextHop* hop = single_hop(row.route);
    if (hop != nullptr && hop->encapsulation) write_encapsulation(*hop->encapsulation, row.listing.names(), sink);
}

void tos(const RouteRow& row, Sink& sink) {
    if (row.route.tos != 0) sink.text(row.listing.names().dsfield(row.route.tos));
}

void gateway(const RouteRow& row, Sink& sink) {
    const NextHop* hop = single_hop(row.route);
    if (hop != nullptr && hop->gateway && !is_via(*hop, row.route)) write_address(*hop->gateway, sink);
}

// One line a hop. A route without a gateway has room for its type, which no other column would tell.
void show_gateway(const RouteRow& row, Sink& sink) {
    const bool several = row.route.is_multipath();
    bool any = false;
    for (const NextHop& hop : row.route.next_hops) {
        if (hop.gateway)
            write_address(*hop.gateway, sink);
        else if (several)
            sink.text("-");
        any = any || several || hop.gateway;
    }
    if (!any && row.route.type != RouteType::unicast) sink.text(to_string(row.route.type));
}

void via(const RouteRow& row, Sink& sink) {
    const NextHop* hop = single_hop(row.route);
    if (hop != nullptr && is_via(*hop, row.route)) write_via(*hop->gateway, sink);
}

void dev(const RouteRow& row, Sink& sink) {
    const NextHop* hop = single_hop(row.route);
    if (hop != nullptr && !hop->device.empty()) sink.text(hop->device);
}

void show_dev(const RouteRow& row, Sink& sink) {
    for (const NextHop& hop : row.route.next_hops)
        if (!hop.device.empty())
            sink.text(hop.device);
        else if (row.route.is_multipath())
            sink.text("-");
}

void table(const RouteRow& row, Sink& sink) {
    const RouteListing& listing = row.listing;
    const bool goes_without_saying = row.route.table == table_main && !listing.details;
    if (listing.every_table || (listing.several_tables && !goes_without_saying))
        sink.text(row.listing.table(row.route.table));
}

void show_table(const RouteRow& row, Sink& sink) {
    sink.text(row.listing.table(row.route.table));
}

void protocol(const RouteRow& row, Sink& sink) {
    if (row.listing.details || row.route.protocol != protocol_boot) sink.text(row.listing.protocol(row.route.protocol));
}

void show_protocol(const RouteRow& row, Sink& sink) {
    sink.text(row.listing.protocol(row.route.protocol));
}

void scope(const RouteRow& row, Sink& sink) {
    if (row.listing.details || row.route.scope != scope_universe) sink.text(row.listing.scope(row.route.scope));
}

void show_scope(const RouteRow& row, Sink& sink) {
    sink.text(row.listing.scope(row.route.scope));
}

void prefsrc(const RouteRow& row, Sink& sink) {
    if (row.route.prefsrc) write_address(*row.route.prefsrc, sink);
}

void output_ip(const RouteRow& row, Sink& sink) {
    if (row.listing.sources == nullptr) return;
    if (const auto source = row.listing.sources->source(row.route)) write_address(*source, sink);
}

void metric(const RouteRow& row, Sink& sink) {
    write_number(row.route.metric, sink);
}

// A route without a metric is taken as one of metric 0.
void show_metric(const RouteRow& row, Sink& sink) {
    sink.number(row.route.metric.value_or(0));
}

void flags(const RouteRow& row, Sink& sink) {
    const NextHop* hop = single_hop(row.route);
    write_flags(row.route.flags | (hop != nullptr ? hop->flags : 0), sink);
}

void flow(const RouteRow& row, Sink& sink) {
    if (row.route.realms) sink.object(route_realm_fields(*row.route.realms, row.listing.names()));
}

void expires(const RouteRow& row, Sink& sink) {
    write_number(row.route.expires, sink);
}

void error(const RouteRow& row, Sink& sink) {
    if (row.route.error) sink.number(static_cast<std::uint32_t>(*row.route.error));
}

void metrics(const RouteRow& row, Sink& sink) {
    if (row.route.metrics.empty() && row.route.locked_metrics == 0) return;
    const Fields fields = route_metric_fields(row.route);
    if (fields.empty()) return;
    sink.begin_list();
    sink.object(fields);
    sink.end_list();
}

void pref(const RouteRow& row, Sink& sink) {
    if (row.route.preference) sink.plain(route_preference_name(*row.route.preference));
}

void nh_info(const RouteRow& row, Sink& sink) {
    if (!row.route.nexthop_id) return;
    const auto found = row.listing.nexthops.find(*row.route.nexthop_id);
    if (found != row.listing.nexthops.end()) sink.object(found->second);
}

void nexthops(const RouteRow& row, Sink& sink) {
    if (!row.route.is_multipath()) return;
    sink.begin_list();
    for (const NextHop& hop : row.route.next_hops)
        write_hop(hop, row, sink);
    sink.end_list();
}

void origin(const RouteRow& row, Sink& sink) {
    sink.plain(to_string(row.route.origin));
}

constexpr Column<RouteRow> unusual(Column<RouteRow> column) {
    column.rarity = Rarity::unusual;
    return column;
}

constexpr Column<RouteRow> rare(Column<RouteRow> column) {
    column.rarity = Rarity::rare;
    return column;
}

}  // namespace

// Which of them are rare: RouteRow::rarity must know.

constexpr Column<RouteRow> route_columns[route_column_count] = {
    unusual({"type", "TYPE", Shown::json, "unicast, local, blackhole, ...", type, show_type}),
    {"dst", "NETWORK", Shown::always, "where it leads: a prefix, or default", dst, nullptr, 18},
    {"netmask", "NETMASK", Shown::on_request, "the prefix length as a mask", netmask},
    rare({"from", "FROM", Shown::json, "only for packets from there", from}),
    rare({"nhid", "NHID", Shown::json, "the next-hop object it uses", nhid}),
    rare({"encap", "ENCAP", Shown::json, "what is put around the packet", encap}),
    rare({"tos", "TOS", Shown::json, "only for packets of this type of service", tos}),
    {"gateway", "GATEWAY", Shown::always, "the next hop; without one, a type other than unicast", gateway, show_gateway,
     15},
    rare({"via", "VIA", Shown::json, "a next hop of the other address family", via}),
    {"dev", "IFACE", Shown::always, "the interface", dev, show_dev, 5},
    unusual({"table", "TABLE", Shown::json, "the routing table", table, show_table}),
    unusual({"protocol", "PROTOCOL", Shown::json, "who added it", protocol, show_protocol}),
    unusual({"scope", "SCOPE", Shown::json, "how far it reaches", scope, show_scope}),
    rare({"prefsrc", "PREFSRC", Shown::json, "the source address it asks for", prefsrc}),
    {"output_ip", "OUTPUT-IP", Shown::text, "the source address that look-up would choose", output_ip, nullptr, 15},
    unusual({"metric", "METRIC", Shown::always, "the lowest wins", metric, show_metric}),
    {"flags", "FLAGS", Shown::json, "onlink, linkdown, dead, ...", flags},
    rare({"flow", "REALMS", Shown::json, "its realms", flow}),
    rare({"expires", "EXPIRES", Shown::json, "seconds left", expires}),
    rare({"error", "ERROR", Shown::json, "the error number of a refusing route", error}),
    rare({"metrics", "METRICS", Shown::json, "mtu, advmss, rtt, ...", metrics}),
    {"pref", "PREF", Shown::json, "RFC 4191: low, medium, high", pref},
    rare({"nh_info", "NH-INFO", Shown::json, "with -d: the next-hop object itself", nh_info}),
    rare({"nexthops", "NEXTHOPS", Shown::json, "the ways out of a multipath route", nexthops}),
    {"origin", "ORIGIN", Shown::always, "os or stack", origin},
};

constexpr std::array<ColumnName, route_column_count> route_column_names = names_of(route_columns);

}  // namespace snet::cli
