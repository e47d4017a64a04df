#include <limits>

#include "snet/route_edit.hpp"
#include "tools/common/edit.hpp"
#include "tools/snet-route/verbs.hpp"

namespace snet::route {

namespace {

constexpr cli::Option options[] = {force_option};

cli::Outcome put(const cli::Call& call, Placing placing) {
    return snet::put(call, [&](std::string_view text, const EditScope& scope) {
        return put_route(text, record_words(call, "route"), placing, scope);
    });
}

}  // namespace

constexpr cli::Verb add{.name = "add",
                        .subjects = "ROUTE...",
                        .help = "a route more, in the words of ip route add",
                        .options = options,
                        .run = [](const cli::Call& call) { return put(call, Placing::add); },
                        .min_subjects = 1,
                        .max_subjects = std::numeric_limits<std::size_t>::max()};

constexpr cli::Verb append{.name = "append",
                           .subjects = "ROUTE...",
                           .help = "beside those of its prefix and metric",
                           .options = options,
                           .run = [](const cli::Call& call) { return put(call, Placing::append); },
                           .min_subjects = 1,
                           .max_subjects = std::numeric_limits<std::size_t>::max()};

constexpr cli::Verb replace{.name = "replace",
                            .subjects = "ROUTE...",
                            .help = "in place of the one of its prefix and metric",
                            .options = options,
                            .run = [](const cli::Call& call) { return put(call, Placing::replace); },
                            .min_subjects = 1,
                            .max_subjects = std::numeric_limits<std::size_t>::max()};

}  // namespace snet::route
