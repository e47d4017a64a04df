#include "lib/stack/tables.hpp"
#include "snet/lookup.hpp"

namespace snet {

Result<std::optional<Answer>> Answer::of_system(const Stack& stack, const Flow& flow) {
    auto told = stack.tables_->system_route(flow);
    if (!told) return std::unexpected(std::move(told.error()));
    std::optional<Route>& route = *told;
    if (!route || route->next_hops.empty()) return std::nullopt;
    NextHop& hop = route->next_hops.front();
    return Answer{.type = route->type,
                  .refusal = Refusal::none,
                  .gateway = hop.gateway,
                  .device = std::move(hop.device),
                  .source = route->prefsrc,
                  .table = route->table != 0 ? std::optional(route->table) : std::nullopt};
}

}  // namespace snet
