#pragma once

#include <array>

#include "snet/lookup.hpp"
#include "tools/columns/route_columns.hpp"

namespace snet::cli {

/// What a look-up answered about a packet. `listing` names numbers for all rows.
struct AnswerRow {
    const Flow& flow;
    const Answer& answer;
    RouteListing& listing;
    const Trace* trace = nullptr;  ///< null: the row does not explain itself
    std::optional<std::string_view> subject =
        std::nullopt;  ///< of what was no question; then there is nothing else to tell

    /// That of the rarest column which may have a value here.
    Rarity rarity() const {
        const bool is_plain =
            !trace && !subject && flow.destination.is_ipv4() && answer.is_found() && (!answer.route || is_bare());
        return is_plain ? Rarity::common : Rarity::rare;
    }

  private:
    bool is_bare() const {
        const Route& route = *answer.route;
        return (!answer.gateway || answer.gateway->is_ipv4()) && route.next_hops.size() == 1 &&
               !route.next_hops.front().encapsulation && route.metrics.empty() && route.locked_metrics == 0 &&
               route.tos == 0;
    }
};

/// Keys and their values are those of `ip -j route get`; `matched`, `rule`, `refusal`, `origin` are ours, and
/// `nexthops`: all ways out of the route that matched. Only a row with a trace has `rules`, `routes` and
/// `sources`.
inline constexpr std::size_t answer_column_count = 27;
extern const Column<AnswerRow> answer_columns[answer_column_count];
extern const std::array<ColumnName, answer_column_count> answer_column_names;

/// The priority of the rule that led to the answer; none if none did. Of tables that are asked without rules, because
/// nobody ever touched them, that of the rule which stands for the table.
std::optional<std::uint32_t> deciding_rule(const Answer& answer);

}  // namespace snet::cli
