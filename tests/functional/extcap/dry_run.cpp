// What `capture` would run: the reading of its command line as a program of its own.

#include <limits>

#include "tools/snet-extcap/capture_arguments.hpp"

namespace {

using namespace snet;

constexpr cli::Option options[] = {plugins::folder_option,
                                   plugins::trust_option,
                                   plugins::time_option,
                                   plugins::defaults_option,
                                   {"filter", 0, "BPF", "only packets that this filter of libpcap's lets through"}};

cli::Outcome run(const cli::Call& call) {
    const auto plan = plugins::read_capture_plan(call);
    if (!plan) return std::unexpected(plan.error());
    if (!*plan) return cli::ExitCode::success;
    std::optional<std::string> filter;
    if (const auto text = call.value("filter")) filter = *text;
    return plugins::print_capture_command(**plan, {.fifo = "FIFO"}, filter);
}

constexpr cli::Verb capture{.name = "capture",
                            .subjects = "[PROGRAM:]IFACE [--NAME VALUE]...",
                            .help = "print what would be run",
                            .options = options,
                            .run = run,
                            .min_subjects = 1,
                            .max_subjects = std::numeric_limits<std::size_t>::max(),
                            .has_families = false,
                            .has_netns = false,
                            .has_numeric = false,
                            .is_for_command = true};
constexpr const cli::Verb* verbs[] = {&capture};
constexpr cli::Tool tool{"snet-extcap", "the reading of a capture's options", verbs, {}};

}  // namespace

int main(int argc, char** argv) {
    return cli::run(tool, argc, argv);
}
