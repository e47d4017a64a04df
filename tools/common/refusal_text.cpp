#include "tools/common/refusal_text.hpp"

#include "tools/cli/quoted.hpp"
#include "tools/columns/answer_columns.hpp"

namespace snet {

namespace {

using cli::quoted;

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

}  // namespace snet
