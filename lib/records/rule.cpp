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
        case RuleAction::anycast:
            return "anycast";
        case RuleAction::multicast:
            return "multicast";
        case RuleAction::throw_:
            return "throw";
        case RuleAction::nat:
            return "masquerade";
        case RuleAction::xresolve:
            return "xresolve";
        default:
            return std::to_string(static_cast<unsigned>(action));
    }
}

}  // namespace snet
