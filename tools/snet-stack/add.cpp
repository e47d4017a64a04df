#include <limits>

#include "tools/common/edit.hpp"
#include "tools/snet-stack/verbs.hpp"

namespace snet::stacks {

namespace {

constexpr cli::Option options[] = {
    {"append", 0, "", "beside a row of the same key"},
    {"replace", 0, "", "in the place of a row of the same key"},
    force_option,
};

cli::Outcome run(const cli::Call& call) {
    if (call.has("append") && call.has("replace"))
        return fail(ErrorKind::invalid, "--append and --replace exclude each other");
    const Placing placing = call.has("append")    ? Placing::append
                            : call.has("replace") ? Placing::replace
                                                  : Placing::add;
    return put(call, [&](std::string_view text, const EditScope& scope) {
        return add_row(text, record_words(call), placing, scope);
    });
}

}  // namespace

constexpr cli::Verb add{.name = "add",
                        .subjects = "RECORD...",
                        .help = "a record more: snet-stack(5) tells which there are",
                        .options = options,
                        .run = run,
                        .min_subjects = 1,
                        .max_subjects = std::numeric_limits<std::size_t>::max(),
                        .has_families = false};

}  // namespace snet::stacks
