#include "tools/common/open_stack.hpp"

#include <algorithm>

#include "snet/stack_edit.hpp"
#include "tools/cli/process.hpp"

namespace snet {

namespace {

// A stack is read before anything is asked of it: what it lacks is no answer, and exit 2, not 1.
template <class T>
Result<T> or_invalid(Result<T>&& read) {
    if (!read && read.error().kind == ErrorKind::not_found) read.error().kind = ErrorKind::invalid;
    return std::move(read);
}

Result<Stack> open_file(Result<std::optional<StackFile>> file, const std::optional<std::string>& netns) {
    if (!file) return std::unexpected(std::move(file.error()));
    return or_invalid(*file ? Stack::open(std::move(**file), netns) : Stack::open(netns));
}

// Before anything is printed, however long the file is.
Result<std::optional<StackFile>> read_at_once(const StackPlace& place) {
    const cli::QuickInterrupts at_once;
    return read_stack(place, Names(false));
}

bool has_subjects_from_input(const cli::Call& call) {
    return std::ranges::find(call.subjects, "-") != call.subjects.end();
}

}  // namespace

Result<std::optional<StackPlace>> stack_place(const cli::Call& call) {
    if (call.netns && !call.stack) return std::nullopt;
    auto environment = StackEnvironment::current();
    auto place = find_stack(call.stack, environment);
    if (place) return *place;
    // Who has no place for stacks and names none has none.
    if (!call.stack && (!environment.stack || environment.stack->empty())) return std::nullopt;
    return std::unexpected(std::move(place.error()));
}

Result<Stack> open_stack_at(const StackPlace& place, const std::optional<std::string>& netns) {
    return open_file(or_invalid(read_stack(place, Names(false))), netns);
}

Result<Stack> open_stack(const cli::Call& call) {
    auto place = stack_place(call);
    if (!place) return std::unexpected(std::move(place.error()));
    if (!*place) return or_invalid(Stack::open(call.netns));
    if ((*place)->kind == StackPlace::Kind::input && has_subjects_from_input(call))
        return fail(ErrorKind::invalid, "standard input can be the stack or the subjects, not both");
    auto file = or_invalid(read_at_once(**place));
    // It may be a slip of the pen. Who named it once and for all, by the variable, need not be told with each command.
    if (file && !*file && call.stack && call.stack != "default")
        cli::report_warning(call, *call.stack + ": no such stack yet; these are the system's tables");
    return open_file(std::move(file), call.netns);
}

void report_warnings(const cli::Call& call, const Stack& stack) {
    for (const std::string& warning : stack.warnings())
        cli::report_warning(call, warning);
}

}  // namespace snet
