#include "tools/columns/answer_columns.hpp"

#include "tools/columns/cells.hpp"
#include "tools/columns/row_fields.hpp"
#include "tools/columns/rule_columns.hpp"
#include "tools/columns/verdict.hpp"

namespace snet::cli {

namespace {

constexpr std::uint32_t priority_local = 0, priority_main = 32766, priority_default = 32767;

bool is_ipv4(const AnswerRow& row) {
    return row.flow.destination.is_ipv4();
}

bool is_via(const AnswerRow& row) {
    return row.answer.gateway && row.answer.gateway->family() != row.flow.destination.family();
}

bool is_from_somewhere(const Flow& flow) {
    return flow.from && !flow.from->is_unspecified();
}

// What a listing of routes prints of the one that matched.
void write_of_route(const AnswerRow& row, std::string_view key, Sink& sink) {
    if (!row.answer.route) return;
    for (const Column<RouteRow>& column : route_columns)
        if (column.key == key) column.write({*row.answer.route, row.listing}, sink);
}

void dst(const AnswerRow& row, Sink& sink) {
    if (!row.subject)
        write_address(row.flow.destination, sink);
    else
        sink.text(*row.subject);
}

void gateway(const AnswerRow& row, Sink& sink) {
    if (row.answer.gateway && !is_via(row)) write_address(*row.answer.gateway, sink);
}

void show_gateway(const AnswerRow& row, Sink& sink) {
    if (row.answer.gateway) write_address(*row.answer.gateway, sink);
}

void via(const AnswerRow& row, Sink& sink) {
    if (!is_via(row)) return;
    sink.begin_object();
    sink.key("family");
    sink.plain(family_word(row.answer.gateway->family()));
    sink.key("host");
    write_address(*row.answer.gateway, sink);
    sink.end_object();
}

void dev(const AnswerRow& row, Sink& sink) {
    if (!row.answer.device.empty()) sink.text(row.answer.device);
}

void prefsrc(const AnswerRow& row, Sink& sink) {
    if (row.answer.source) write_address(*row.answer.source, sink);
}

void show_table(const AnswerRow& row, Sink& sink) {
    if (row.answer.table) sink.text(row.listing.table(*row.answer.table));
}

void table(const AnswerRow& row, Sink& sink) {
    if (row.answer.table != table_main) show_table(row, sink);
}

void show_type(const AnswerRow& row, Sink& sink) {
    const RouteType type = row.answer.type;
    if (row.subject) return;
    if (type == RouteType::unspecified)
        sink.plain("none");
    else
        sink.plain(row.listing.names().numeric() ? std::to_string(static_cast<unsigned>(type)) : to_string(type));
}

void type(const AnswerRow& row, Sink& sink) {
    if (row.answer.type != RouteType::unicast) show_type(row, sink);
}

// The kernel tells it of every IPv6 packet.
void from(const AnswerRow& row, Sink& sink) {
    if (is_from_somewhere(row.flow))
        write_address(*row.flow.from, sink);
    else if (!is_ipv4(row) && row.answer.is_found())
        sink.plain("::");
}

void iif(const AnswerRow& row, Sink& sink) {
    if (!row.flow.iif.empty()) sink.text(row.flow.iif);
}

void protocol(const AnswerRow& row, Sink& sink) {
    if (!is_ipv4(row)) write_of_route(row, "protocol", sink);
}

void metric(const AnswerRow& row, Sink& sink) {
    if (!is_ipv4(row)) write_of_route(row, "metric", sink);
}

void flags(const AnswerRow& row, Sink& sink) {
    if (!row.answer.is_found()) return;
    sink.begin_list();
    sink.end_list();
}

// The route's, which the kernel tells as the packet's.
void tos(const AnswerRow& row, Sink& sink) {
    if (is_ipv4(row) && row.answer.is_found()) write_of_route(row, "tos", sink);
}

void mark(const AnswerRow& row, Sink& sink) {
    if (is_ipv4(row) && row.answer.is_found() && row.flow.mark != 0) sink.number(row.flow.mark);
}

void uid(const AnswerRow& row, Sink& sink) {
    if (is_ipv4(row) && row.answer.is_found()) write_number(row.flow.uid, sink);
}

void cache(const AnswerRow& row, Sink& sink) {
    if (!is_ipv4(row) || !row.answer.is_found()) return;
    const RouteType type = row.answer.type;
    sink.begin_list();
    if (type == RouteType::local || type == RouteType::broadcast || row.answer.device == "lo") sink.plain("local");
    if (type == RouteType::broadcast) sink.plain("brd");
    if (type == RouteType::multicast) sink.plain("mc");
    sink.end_list();
}

void metrics(const AnswerRow& row, Sink& sink) {
    write_of_route(row, "metrics", sink);
}

void encap(const AnswerRow& row, Sink& sink) {
    write_of_route(row, "encap", sink);
}

void pref(const AnswerRow& row, Sink& sink) {
    write_of_route(row, "pref", sink);
}

void nexthops(const AnswerRow& row, Sink& sink) {
    write_of_route(row, "nexthops", sink);
}

void matched(const AnswerRow& row, Sink& sink) {
    if (!row.answer.route) return;
    if (row.answer.route->is_default())
        sink.plain("default");
    else
        write_prefix(row.answer.route->destination, sink);
}

void rule(const AnswerRow& row, Sink& sink) {
    write_number(deciding_rule(row.answer), sink);
}

std::string_view refusal_word(Refusal refusal) {
    switch (refusal) {
        case Refusal::none:
            break;
        case Refusal::no_route:
            return "no_route";
        case Refusal::route:
            return "route";
        case Refusal::rule:
            return "rule";
        case Refusal::no_device:
            return "no_device";
        case Refusal::device_down:
            return "device_down";
        case Refusal::foreign_source:
            return "foreign_source";
        case Refusal::invalid_source:
            return "invalid_source";
        case Refusal::invalid_destination:
            return "invalid_destination";
        case Refusal::not_forwarding:
            return "not_forwarding";
        case Refusal::reverse_path:
            return "reverse_path";
    }
    return "";
}

void refusal(const AnswerRow& row, Sink& sink) {
    if (!row.answer.is_found() && !row.subject) sink.plain(refusal_word(row.answer.refusal));
}

void origin(const AnswerRow& row, Sink& sink) {
    if (row.answer.route) sink.plain(to_string(row.answer.route->origin));
}

void write_verdict(const Verdict& verdict, Sink& sink) {
    sink.key("verdict");
    sink.plain(verdict.word);
}

void rules(const AnswerRow& row, Sink& sink) {
    if (!row.trace) return;
    sink.begin_list();
    for (const Trace::RuleStep& step : row.trace->rules) {
        sink.begin_object();
        write_verdict(verdict_of(step.fate), sink);
        write_fields<RuleRow>({*step.rule, row.listing.names()}, rule_columns, sink);
        sink.end_object();
    }
    sink.end_list();
}

void routes(const AnswerRow& row, Sink& sink) {
    if (!row.trace) return;
    sink.begin_list();
    for (const Trace::RouteStep& step : row.trace->routes) {
        sink.begin_object();
        write_verdict(verdict_of(step.fate), sink);
        write_fields<RouteRow>({*step.route, row.listing}, route_columns, sink);
        sink.end_object();
    }
    sink.end_list();
}

void sources(const AnswerRow& row, Sink& sink) {
    if (!row.trace) return;
    sink.begin_list();
    for (const Trace::SourceStep& step : row.trace->sources) {
        sink.begin_object();
        write_verdict(verdict_of(step.fate), sink);
        sink.key("local");
        write_address(step.address->local, sink);
        sink.key("prefixlen");
        sink.number(step.address->prefix_length);
        sink.key("dev");
        sink.text(step.interface->name);
        sink.end_object();
    }
    sink.end_list();
}

constexpr Column<AnswerRow> rare(Column<AnswerRow> column) {
    column.rarity = Rarity::rare;
    return column;
}

}  // namespace

std::optional<std::uint32_t> deciding_rule(const Answer& answer) {
    if (answer.rule) return answer.rule->priority.value_or(0);
    if (!answer.route) return std::nullopt;
    switch (answer.route->table) {
        case table_local:
            return priority_local;
        case table_default:
            return priority_default;
        default:
            return priority_main;
    }
}

constexpr Column<AnswerRow> answer_columns[answer_column_count] = {
    {"dst", "DESTINATION", Shown::always, "the address that was asked for", dst, nullptr, 15},
    {"gateway", "GATEWAY", Shown::always, "the next hop; none: on-link", gateway, show_gateway, 15},
    rare({"via", "VIA", Shown::json, "a next hop of the other address family", via}),
    {"dev", "IFACE", Shown::always, "the interface", dev, nullptr, 5},
    {"prefsrc", "SOURCE", Shown::always, "the source address that it gets", prefsrc, nullptr, 15},
    {"table", "TABLE", Shown::always, "where the route was found; in JSON if not main", table, show_table, 5},
    {"type", "TYPE", Shown::always, "unicast, local, ...; none, blackhole, ...: no way", type, show_type, 7},
    {"from", "FROM", Shown::json, "the source address that it came with", from},
    {"iif", "IIF", Shown::json, "the interface that it came in by", iif},
    rare({"protocol", "PROTOCOL", Shown::json, "who added the route; IPv6 only", protocol}),
    rare({"metric", "METRIC", Shown::json, "of the route; IPv6 only", metric}),
    {"flags", "FLAGS", Shown::json, "none yet, as ip -j has the key", flags},
    rare({"tos", "TOS", Shown::json, "of the route; IPv4 only", tos}),
    {"mark", "MARK", Shown::json, "of the packet; IPv4 only", mark},
    {"uid", "UID", Shown::json, "whose packet it is; IPv4 only", uid},
    {"cache", "CACHE", Shown::json, "local, brd, mc; IPv4 only", cache},
    rare({"metrics", "METRICS", Shown::json, "mtu, advmss, rtt, ...", metrics}),
    rare({"encap", "ENCAP", Shown::json, "what is put around the packet", encap}),
    rare({"pref", "PREF", Shown::json, "RFC 4191: low, medium, high", pref}),
    rare({"nexthops", "NEXTHOPS", Shown::json, "all ways out of a multipath route", nexthops}),
    {"matched", "MATCHED", Shown::json, "the prefix that matched", matched},
    {"rule", "RULE", Shown::json, "the priority of the rule that led there", rule},
    rare({"refusal", "REFUSAL", Shown::json, "why there is no way: no_route, route, rule, ...", refusal}),
    {"origin", "ORIGIN", Shown::json, "whose the route is: os, stack", origin},
    rare({"rules", "RULES", Shown::on_request, "those that were asked, each with a verdict", rules}),
    rare({"routes", "ROUTES", Shown::on_request, "those that match, each with a verdict", routes}),
    rare({"sources", "SOURCES", Shown::on_request, "the addresses to choose from, each with a verdict", sources}),
};

constexpr std::array<ColumnName, answer_column_count> answer_column_names = names_of(answer_columns);

}  // namespace snet::cli
