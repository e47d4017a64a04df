#include "snet/lookup.hpp"

#include "lib/lookup/forwarding_tables.hpp"

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

Answer Lookup::answer(const Flow& flow, Trace* trace) const {
    return flow.destination.is_ipv4() ? answer_ipv4(engine_->tables, flow, trace)
                                      : answer_ipv6(engine_->tables, flow, trace);
}

}  // namespace snet
