#include <limits>

#include "tools/common/edit.hpp"
#include "tools/snet-arp/verbs.hpp"

namespace snet::arp {

namespace {

constexpr cli::Option options[] = {all_option, force_option};

cli::Outcome run(const cli::Call& call) {
    return remove(call, [&](std::string_view text, const EditScope& scope) {
        return remove_rows(text, record_words(call, "neighbor"), call.has("all"), scope);
    });
}

}  // namespace

constexpr cli::Verb del{.name = "del",
                        .subjects = "NEIGHBOR...",
                        .help = "the one with these words; the OS's are hidden",
                        .options = options,
                        .run = run,
                        .min_subjects = 1,
                        .max_subjects = std::numeric_limits<std::size_t>::max(),
                        .has_families = false};

}  // namespace snet::arp
