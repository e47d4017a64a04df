#include "tools/snet-route/answer_text.hpp"

#include <array>

#include "tools/cli/quoted.hpp"
#include "tools/columns/cells.hpp"

namespace snet::route {

namespace {

using cli::quoted;

void append(std::string& line, const IpAddress& address) {
    std::array<char, IpAddress::max_text> text;
    line.append(text.data(), address.write(text.data()));
}

std::string gave(const Flow& flow) {
    return flow.from ? flow.from->to_string() : "no source";
}

// Which of its two devices is not there the answer does not tell.
std::string missing_device(const Flow& flow) {
    if (!flow.vrf.empty()) return "no such VRF " + quoted(flow.vrf);
    if (flow.iif.empty()) return "no such interface " + quoted(flow.oif);
    if (flow.oif.empty() || flow.destination.is_ipv4()) return "no such interface " + quoted(flow.iif);
    return "no such interface " + quoted(flow.iif) + ", or " + quoted(flow.oif);
}

std::string refused_by_route(const Answer& answer) {
    return "the " + to_string(answer.type) + " route " +
           (answer.route ? answer.route->destination.to_string() : std::string()) + " refuses it";
}

std::string refused_by_rule(const Answer& answer) {
    const auto priority = cli::deciding_rule(answer);
    return "the " + to_string(answer.type) + " rule " + (priority ? std::to_string(*priority) : "") + " refuses it";
}

}  // namespace

void append_answer(std::string& line, const cli::AnswerRow& row) {
    const Answer& answer = row.answer;
    append(line, row.flow.destination);
    if (answer.gateway) {
        line += " via ";
        if (answer.gateway->family() != row.flow.destination.family())
            line.append(cli::family_word(answer.gateway->family())).append(" ");
        append(line, *answer.gateway);
    }
    if (!answer.device.empty()) line.append(" dev ").append(answer.device);
    if (answer.source) {
        line += " src ";
        append(line, *answer.source);
    }
    if (answer.table && answer.table != table_main) line.append(" table ").append(row.listing.table(*answer.table));
    if (answer.type != RouteType::unicast) line.append(" type ").append(to_string(answer.type));
}

std::string refusal_reason(const Flow& flow, const Answer& answer) {
    switch (answer.refusal) {
        case Refusal::none:
        case Refusal::no_route:
            break;
        case Refusal::route:
            return refused_by_route(answer);
        case Refusal::rule:
            return refused_by_rule(answer);
        case Refusal::no_device:
            return missing_device(flow);
        case Refusal::device_down:
            return "the interface " + flow.oif + " is down";
        case Refusal::foreign_source:
            return "not from " + gave(flow) + ", which is no address of this host; iif makes it a forwarded packet";
        case Refusal::invalid_source:
            return "no packet may come from " + gave(flow) + " here";
        case Refusal::invalid_destination:
            return "no packet may go there";
        case Refusal::not_forwarding:
            return "the interface " + flow.iif + " does not forward";
        case Refusal::reverse_path:
            return "its sender " + gave(flow) + " is not reached through " + flow.iif + " (rp_filter)";
    }
    return "no route";
}

std::string refusal_text(const Flow& flow, const Answer& answer) {
    return flow.destination.to_string() + ": " + refusal_reason(flow, answer);
}

}  // namespace snet::route
