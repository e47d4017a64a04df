#include <limits>

#include "tools/common/edit.hpp"
#include "tools/snet-stack/verbs.hpp"

namespace snet::stacks {

namespace {

constexpr cli::Option options[] = {all_option, force_option};

cli::Outcome run(const cli::Call& call) {
    return remove(call, [&](std::string_view text, const EditScope& scope) {
        return remove_rows(text, record_words(call), call.has("all"), scope);
    });
}

}  // namespace

constexpr cli::Verb del{.name = "del",
                        .subjects = "RECORD...",
                        .help = "delete the row with these words, or hide the OS's",
                        .options = options,
                        .run = run,
                        .min_subjects = 1,
                        .max_subjects = std::numeric_limits<std::size_t>::max(),
                        .has_families = false};

}  // namespace snet::stacks
