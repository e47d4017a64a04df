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

// A file that cannot be understood may be dropped: that is a way out of it.
Result<std::string> without_edits(std::string_view text, const EditScope& scope) {
    const auto file = StackFile::parse(text, scope.name, scope.names);
    if (file && file->base() == StackBase::none)
        return fail(ErrorKind::invalid,
                    scope.name + ": a frozen stack has nothing to go back to: its rows are the file's alone");
    return std::string(new_stack_text);
}

cli::Outcome run(const cli::Call& call) {
    const auto place = place_to_edit(call);
    if (!place) return std::unexpected(place.error());
    if (!call.has("yes")) {
        if (!cli::is_terminal(0)) return fail(ErrorKind::invalid, "reset drops all edits: say -y");
        if (!agrees("Drop all edits of " + cli::safe_text(place->path) + "?")) return cli::ExitCode::not_found;
    }
    return put(call, [](std::string_view text, const EditScope& scope) { return without_edits(text, scope); });
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
