#pragma once

#include "lib/lookup/forwarding_tables.hpp"

namespace snet {

/// Tells how the source of a packet that is made here was chosen, where it had to be.
void trace_sources(const ForwardingTables& tables, const Flow& flow, const Answer& answer, Trace& trace);

}  // namespace snet
