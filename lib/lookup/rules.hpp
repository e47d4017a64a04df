#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "lib/lookup/packet.hpp"
#include "snet/function_ref.hpp"
#include "snet/lookup.hpp"

namespace snet {

/// What a table or a rule says of a packet.
struct Match {
    RouteType type = RouteType::unspecified;
    Refusal refusal = Refusal::no_route;
    const Route* route = nullptr;
    const NextHop* hop = nullptr;  ///< of a route that has any
    const Rule* rule = nullptr;
    std::optional<std::uint32_t> table;

    bool is_found() const { return refusal == Refusal::none; }
};

/// Asks the rules of one family in their order, and `look_up` for what a table says: nothing, where it has no answer or
/// a throw route. `is_suppressed` is asked of a rule that would drop a positive answer. fib_rules_lookup of Linux.
Match apply_rules(std::span<const Rule> rules, const Packet& packet, Trace* trace,
                  FunctionRef<std::optional<Match>(std::uint32_t)> look_up,
                  FunctionRef<bool(const Rule&, const Match&)> is_suppressed);

/// The first selector of the rule that the packet does not match, `not` left aside; `applies` if it matches all.
Trace::RuleFate mismatch(const Rule& rule, const Packet& packet);

}  // namespace snet
