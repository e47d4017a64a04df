#include "snet/learned_neighbors.hpp"
#include "snet/neighbor_edit.hpp"
#include "tools/common/edit.hpp"
#include "tools/common/open_stack.hpp"
#include "tools/snet-arp/verbs.hpp"

namespace snet::arp {

namespace {

constexpr cli::Option options[] = {
    {"learned", 0, "", "only those that answered snet itself"},
    force_option,
};

Result<void> forget_learned(const cli::Call& call) {
    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    const auto place = stack_place(call);
    if (!place) return std::unexpected(place.error());
    const auto learned = LearnedNeighbors::of(*stack, *place);
    if (!learned) return {};
    const auto count = learned->forget({.family = call.family, .device = {}});
    if (!count) return std::unexpected(count.error());
    if (call.verbose) cli::report_warning(call, "forgotten: " + std::to_string(*count) + " learned");
    return {};
}

// The rows of the file first: where they cannot be edited, nothing is lost.
cli::Outcome run(const cli::Call& call) {
    cli::Outcome removed = cli::ExitCode::success;
    if (!call.has("learned"))
        removed = remove(call, [&](std::string_view text, const EditScope& scope) {
            return flush_neighbors(text, {.family = call.family, .device = {}}, scope);
        });
    if (!removed) return removed;
    if (auto forgotten = forget_learned(call); !forgotten) return std::unexpected(std::move(forgotten.error()));
    return removed;
}

}  // namespace

constexpr cli::Verb flush{
    .name = "flush", .help = "all neighbors; the OS's are hidden", .options = options, .run = run};

}  // namespace snet::arp
