#include "snet/lookup.hpp"

#include "lib/lookup/answers.hpp"
#include "lib/lookup/forwarding_tables.hpp"
#include "lib/lookup/source_trace.hpp"
#include "lib/records/vrf.hpp"

namespace snet {

struct Lookup::Engine {
    ForwardingTables tables;
};

Lookup::Lookup(LookupTables tables) : engine_(new Engine{ForwardingTables(std::move(tables))}) {}
Lookup::Lookup(Lookup&&) noexcept = default;
Lookup& Lookup::operator=(Lookup&&) noexcept = default;
Lookup::~Lookup() = default;

// Large is table main, if any.
void Lookup::prefetch(std::span<const Flow> flows) const {
    for (const Family family : {Family::ipv4, Family::ipv6}) {
        const RouteTable* const table = engine_->tables.table(family, table_main);
        if (!table) continue;
        std::vector<IpAddress> addresses;
        for (const Flow& flow : flows)
            if (flow.destination.family() == family) addresses.push_back(flow.destination);
        table->prefetch(addresses);
    }
}

namespace {

// Bound to a VRF is bound to its device.
Answer answer_in_vrf(const Lookup& lookup, const ForwardingTables& tables, const Flow& flow, Trace* trace) {
    const Device* const vrf = tables.device(flow.vrf);
    if (!vrf || !is_vrf(*vrf->interface)) return refused(Refusal::no_device);
    Flow bound = flow;
    bound.oif = flow.vrf;
    bound.vrf.clear();
    return lookup.answer(bound, trace);
}

}  // namespace

Answer Lookup::answer(const Flow& flow, Trace* trace) const {
    if (!flow.vrf.empty()) return answer_in_vrf(*this, engine_->tables, flow, trace);
    const ForwardingTables& tables = engine_->tables;
    Answer answer = flow.destination.is_ipv4() ? answer_ipv4(tables, flow, trace) : answer_ipv6(tables, flow, trace);
    if (trace) trace_sources(tables, flow, answer, *trace);
    return answer;
}

}  // namespace snet
