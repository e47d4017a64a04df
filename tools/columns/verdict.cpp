#include "tools/columns/verdict.hpp"

namespace snet::cli {

Verdict verdict_of(Trace::RuleFate fate) {
    using enum Trace::RuleFate;
    switch (fate) {
        case applies:
            return {"applies", "answers"};
        case from:
            return {"from", "other source"};
        case to:
            return {"to", "other destination"};
        case tos:
            return {"tos", "other tos"};
        case mark:
            return {"fwmark", "other mark"};
        case iif:
            return {"iif", "other iif"};
        case oif:
            return {"oif", "other oif"};
        case uid:
            return {"uid", "other user"};
        case ip_protocol:
            return {"ipproto", "other protocol"};
        case source_port:
            return {"sport", "other source port"};
        case destination_port:
            return {"dport", "other dest. port"};
        case tunnel_id:
            return {"tun_id", "other tunnel"};
        case l3mdev:
            return {"l3mdev", "not in a VRF"};
        case inverted:
            return {"not", "not for these"};
        case no_match:
            return {"no_match", "no route there"};
        case suppressed:
            return {"suppressed", "answer dropped"};
        case nop:
            return {"nop", "says nothing"};
        case jump:
            return {"goto", "leads on"};
        case unresolved:
            return {"unresolved", "leads nowhere"};
        case too_late:
            return {"too_late", "has answers, too"};
    }
    return {};
}

Verdict verdict_of(Trace::RouteFate fate) {
    using enum Trace::RouteFate;
    switch (fate) {
        case chosen:
            return {"chosen", "chosen"};
        case tos:
            return {"tos", "other tos"};
        case dead:
            return {"dead", "no living hop"};
        case device:
            return {"oif", "other device"};
        case from:
            return {"from", "other source"};
        case unreachable:
            return {"unreachable", "gateway not known"};
        case metric:
            return {"metric", "another is first"};
        case shorter:
            return {"shorter", "shorter prefix"};
        case throws:
            return {"throw", "on to next rule"};
    }
    return {};
}

Verdict verdict_of(Trace::SourceFate fate) {
    using enum Trace::SourceFate;
    switch (fate) {
        case chosen:
            return {"chosen", "chosen"};
        case secondary:
            return {"secondary", "secondary"};
        case narrow:
            return {"narrow", "scope too narrow"};
        case gateway:
            return {"gateway", "other subnet"};
        case behind:
            return {"behind", "another is first"};
        case device:
            return {"dev", "other device"};
        case unusable:
            return {"unusable", "not usable yet"};
        case destination:
            return {"dst", "not the dest."};
        case scope:
            return {"scope", "other scope"};
        case deprecated:
            return {"deprecated", "deprecated"};
        case label:
            return {"label", "other label"};
        case temporary:
            return {"temporary", "(not) temporary"};
        case orchid:
            return {"orchid", "(not) an ORCHID"};
        case prefix:
            return {"prefix", "fewer equal bits"};
        case optimistic:
            return {"optimistic", "optimistic"};
    }
    return {};
}

}  // namespace snet::cli
