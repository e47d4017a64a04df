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

Answer Lookup::answer(const Flow& flow, Trace* trace) const {
    return flow.destination.is_ipv4() ? answer_ipv4(engine_->tables, flow, trace)
                                      : answer_ipv6(engine_->tables, flow, trace);
}

}  // namespace snet
