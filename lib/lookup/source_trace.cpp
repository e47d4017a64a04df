#include "lib/lookup/source_trace.hpp"

#include <algorithm>

#include "lib/lookup/multipath_ipv4.hpp"

namespace snet {

namespace {

// The route's hop that the packet takes.
const NextHop* hop_of(const Answer& answer) {
    const auto found = std::ranges::find_if(answer.route->next_hops, [&](const NextHop& hop) {
        return hop.device == answer.device && (!answer.gateway || hop.gateway == answer.gateway);
    });
    return found == answer.route->next_hops.end() ? nullptr : &*found;
}

bool is_chosen(const Answer& answer) {
    const bool is_own = answer.route && answer.route->family() == Family::ipv4 && answer.type == RouteType::local;
    return answer.is_found() && answer.source && answer.route && !answer.route->prefsrc && !is_own;
}

}  // namespace

void trace_sources(const ForwardingTables& tables, const Flow& flow, const Answer& answer, Trace& trace) {
    if (!is_chosen(answer)) return;
    if (flow.destination.is_ipv6()) {
        const NextHop* const hop = answer.route->nexthop_id ? &answer.route->next_hops.front() : nullptr;
        trace.sources = trace_ipv6_sources(tables.interfaces, tables.settings.ipv6,
                                           tables.index(hop ? hop->device : answer.device), flow.destination);
    } else if (const NextHop* const hop = hop_of(answer)) {
        trace.sources = trace_ipv4_sources(tables.interfaces, tables.settings.ipv4, tables.index(answer.device),
                                           source_gateway(*answer.route, *hop), answer.route->scope, *answer.source);
    }
    // Where it was chosen otherwise, as in IPv6 for an address of ours, nothing is told rather than something wrong.
    const auto chosen = std::ranges::find(trace.sources, Trace::SourceFate::chosen, &Trace::SourceStep::fate);
    if (chosen == trace.sources.end() || chosen->address->local != answer.source) trace.sources.clear();
}

}  // namespace snet
