#pragma once

#include <string_view>

#include "snet/lookup.hpp"

namespace snet::cli {

/// What a look-up made of a rule, a route or an address: a word for programs and some for people, at most 17
/// characters.
struct Verdict {
    std::string_view word;
    std::string_view text;
};

Verdict verdict_of(Trace::RuleFate fate);
Verdict verdict_of(Trace::RouteFate fate);
Verdict verdict_of(Trace::SourceFate fate);

}  // namespace snet::cli
