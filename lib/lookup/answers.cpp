#include "lib/lookup/answers.hpp"

namespace snet {

namespace {

constexpr std::uint8_t udp = 17;
constexpr std::uint32_t nobody = 0xffffffff;
constexpr unsigned shortest_of_groups = 4;  // 224.0.0.0/4: what is shorter was not made for groups

std::optional<IpAddress> specified(const std::optional<IpAddress>& address) {
    return address && !address->is_unspecified() ? address : std::nullopt;
}

}  // namespace

Answer refused(Refusal refusal) {
    Answer answer;
    answer.refusal = refusal;
    return answer;
}

Answer refused_by(const Match& match) {
    Answer answer = refused(match.refusal);
    answer.type = match.type;
    answer.route = match.route;
    answer.rule = match.rule;
    answer.table = match.table;
    return answer;
}

Answer answer_of(const Match& match, RouteType type) {
    Answer answer = refused_by(match);
    answer.type = type;
    const bool led_by_default =
        type == RouteType::multicast && match.route && match.route->destination.length() < shortest_of_groups;
    if (match.hop && type != RouteType::broadcast && !led_by_default) answer.gateway = match.hop->gateway;
    return answer;
}

Packet packet_of(const Flow& flow, std::string_view iif) {
    return {
        .destination = flow.destination,
        .source = specified(flow.from),
        .iif = iif,
        .oif = flow.oif,
        .mark = flow.mark,
        .tos = flow.tos,
        .uid = flow.uid.value_or(nobody),
        .ip_protocol = flow.ip_protocol.value_or(flow.destination.is_ipv4() ? udp : std::uint8_t{0}),
        .source_port = flow.source_port.value_or(0),
        .destination_port = flow.destination_port.value_or(0),
    };
}

const Device* device_with(const ForwardingTables& tables, const IpAddress& address) {
    for (const Interface& one : tables.interfaces)
        for (const InterfaceAddress& its : one.addresses)
            if (its.local == address) return tables.device(one.name);
    // So that all of 127.0.0.0/8 is ours, and what else somebody made local.
    const Packet packet{.destination = address, .source = {}, .iif = {}, .oif = {}};
    const auto match = look_up_table_ipv4(tables, table_local, packet, nullptr);
    const bool is_local = match && match->is_found() && match->type == RouteType::local;
    return is_local ? tables.device(match->hop->device) : nullptr;
}

Answer answer_ipv4(const ForwardingTables& tables, const Flow& flow, Trace* trace) {
    return flow.iif.empty() ? answer_output_ipv4(tables, flow, trace) : answer_input_ipv4(tables, flow, trace);
}

}  // namespace snet
