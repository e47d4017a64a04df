#include "tools/cli/output_buffer.hpp"
#include "tools/common/edit.hpp"
#include "tools/snet-stack/verbs.hpp"

namespace snet::stacks {

namespace {

cli::Outcome run(const cli::Call& call) {
    const auto place = place_to_edit(call);
    if (!place) return std::unexpected(place.error());
    cli::OutputBuffer out;
    out.put(place->path + "\n");
    if (auto done = out.flush(); !done) return std::unexpected(done.error());
    return cli::ExitCode::success;
}

}  // namespace

constexpr cli::Verb path{.name = "path",
                         .help = "where the stack's file is, or will be after the first edit",
                         .run = run,
                         .has_families = false,
                         .has_netns = false,
                         .has_numeric = false};

}  // namespace snet::stacks
