#include <unistd.h>

#include "tools/cli/output_buffer.hpp"
#include "tools/cli/process.hpp"
#include "tools/cli/safe_text.hpp"
#include "tools/common/edit.hpp"
#include "tools/snet-stack/verbs.hpp"

namespace snet::stacks {

namespace {

constexpr cli::Option options[] = {
    {"yes", 'y', "", "do not ask"},
    force_option,
};

// False unless the user says y.
bool agrees(const std::string& question) {
    cli::write_all(2, question + " [y/N] ");
    char answer = 'n';
    return ::read(0, &answer, 1) == 1 && (answer == 'y' || answer == 'Y');
}

cli::Outcome run(const cli::Call& call) {
    const auto place = place_to_edit(call);
    if (!place) return std::unexpected(place.error());
    if (!call.has("yes")) {
        if (!cli::is_terminal(0)) return fail(ErrorKind::invalid, "reset drops all edits: say -y");
        if (!agrees("Drop all edits of " + cli::safe_text(place->path) + "?")) return cli::ExitCode::not_found;
    }
    return put(call,
               [](std::string_view, const EditScope&) -> Result<std::string> { return std::string(new_stack_text); });
}

}  // namespace

constexpr cli::Verb reset{.name = "reset",
                          .help = "drop all edits: the stack is the operating system's again",
                          .options = options,
                          .run = run,
                          .has_families = false,
                          .has_netns = false,
                          .has_numeric = false};

}  // namespace snet::stacks
