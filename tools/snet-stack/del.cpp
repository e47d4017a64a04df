#include <limits>

#include "tools/common/edit.hpp"
#include "tools/snet-stack/verbs.hpp"

namespace snet::stacks {

namespace {

constexpr cli::Option options[] = {
    {"all", 0, "", "all rows that have these words, be they several"},
    force_option,
};

cli::Outcome run(const cli::Call& call) {
    Removal removal;
    const auto done = edit(call, [&](std::string_view text, const EditScope& scope) -> Result<std::string> {
        auto removed = remove_rows(text, record_words(call), call.has("all"), scope);
        if (!removed) return std::unexpected(std::move(removed.error()));
        removal = std::move(*removed);
        return removal.text;
    });
    if (!done) return std::unexpected(done.error());
    report_rows(call, "deleted", removal.deleted);
    report_rows(call, "hidden", removal.hidden);
    return cli::ExitCode::success;
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
