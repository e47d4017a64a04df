#include <limits>

#include "snet/route_edit.hpp"
#include "tools/common/edit.hpp"
#include "tools/snet-route/verbs.hpp"

namespace snet::route {

namespace {

constexpr cli::Option options[] = {all_option, force_option};

cli::Outcome run(const cli::Call& call) {
    return remove(call, [&](std::string_view text, const EditScope& scope) {
        return remove_routes(text, record_words(call, "route"), call.has("all"), scope);
    });
}

}  // namespace

constexpr cli::Verb del{.name = "del",
                        .subjects = "ROUTE...",
                        .help = "the route with these words; the OS's are hidden",
                        .options = options,
                        .run = run,
                        .min_subjects = 1,
                        .max_subjects = std::numeric_limits<std::size_t>::max()};

}  // namespace snet::route
