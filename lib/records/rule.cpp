#include "snet/rule.hpp"

#include "snet/route.hpp"

namespace snet {

std::string to_string(RuleAction action) {
    switch (action) {
        case RuleAction::blackhole:
            return "blackhole";
        case RuleAction::unreachable:
            return "unreachable";
        case RuleAction::prohibit:
            return "prohibit";
        default:
            return std::to_string(static_cast<unsigned>(action));
    }
}

}  // namespace snet
