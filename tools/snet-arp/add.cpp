#include <limits>

#include "snet/neighbor_edit.hpp"
#include "tools/common/edit.hpp"
#include "tools/snet-arp/verbs.hpp"

namespace snet::arp {

namespace {

constexpr cli::Option options[] = {force_option};

cli::Outcome put(const cli::Call& call, Placing placing) {
    return snet::put(call, [&](std::string_view text, const EditScope& scope) {
        return put_neighbor(text, record_words(call, "neighbor"), placing, scope);
    });
}

}  // namespace

constexpr cli::Verb add{.name = "add",
                        .subjects = "NEIGHBOR...",
                        .help = "a neighbor more, in the words of ip neigh add",
                        .options = options,
                        .run = [](const cli::Call& call) { return put(call, Placing::add); },
                        .min_subjects = 1,
                        .max_subjects = std::numeric_limits<std::size_t>::max(),
                        .has_families = false};

constexpr cli::Verb replace{.name = "replace",
                            .subjects = "NEIGHBOR...",
                            .help = "in place of the one of its address and device",
                            .options = options,
                            .run = [](const cli::Call& call) { return put(call, Placing::replace); },
                            .min_subjects = 1,
                            .max_subjects = std::numeric_limits<std::size_t>::max(),
                            .has_families = false};

}  // namespace snet::arp
