#include "snet/neighbor_resolver.hpp"

namespace snet {

Hop Hop::of(const Flow& flow, const Answer& answer) {
    return {.destination = flow.destination,
            .gateway = answer.gateway,
            .device = answer.device,
            .source = answer.source ? answer.source : flow.from,
            .type = answer.type};
}

}  // namespace snet
