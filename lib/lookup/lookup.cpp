#include "snet/lookup.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "lib/lookup/answers.hpp"
#include "lib/lookup/forwarding_tables.hpp"
#include "lib/lookup/source_trace.hpp"
#include "lib/lookup/ways.hpp"
#include "lib/records/vrf.hpp"

namespace snet {

struct Lookup::Engine {
    explicit Engine(LookupTables&& from) : tables(std::move(from)) {
        main = tables.fib4_merged ? tables.table(Family::ipv4, table_main) : nullptr;
        if (main && main->is_large()) ways.emplace(*main);
    }

    ForwardingTables tables;
    const RouteTable* main = nullptr;
    std::optional<Ways> ways;  ///< in IPv4's table main, where nothing is asked before it
};

Lookup::Lookup(LookupTables tables) : engine_(new Engine(std::move(tables))) {}
Lookup::Lookup(Lookup&&) noexcept = default;
Lookup& Lookup::operator=(Lookup&&) noexcept = default;
Lookup::~Lookup() = default;

namespace {

// Not one that the tables do not decide alone.
bool is_ordinary(const IpAddress& to) {
    return to.is_ipv4() && !to.is_multicast() && !to.is_unspecified() && !is_limited_broadcast(to);
}

}  // namespace

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

void Lookup::ways(std::span<const IpAddress> destinations, std::span<std::uint32_t> ways) const {
    std::ranges::fill(ways, unknown_way);
    if (!engine_->ways) return;
    constexpr std::size_t batch = 32;
    std::array<Ipv4Key, batch> keys{};
    std::array<std::uint32_t, batch> found{};
    for (std::size_t begin = 0; begin < destinations.size(); begin += batch) {
        const auto some = destinations.subspan(begin, std::min(batch, destinations.size() - begin));
        for (std::size_t i = 0; i < some.size(); ++i)
            keys[i] = some[i].is_ipv4() ? ipv4_key(some[i]) : 0;
        engine_->main->find_ipv4(std::span(keys).first(some.size()), std::span(found).first(some.size()));
        for (std::size_t i = 0; i < some.size(); ++i)
            if (found[i] != RouteTable::none && is_ordinary(some[i])) ways[begin + i] = engine_->ways->way(found[i]);
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
