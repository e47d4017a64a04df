#include "snet/connected_routes.hpp"
#include "tools/cli/output_buffer.hpp"
#include "tools/cli/process.hpp"
#include "tools/cli/safe_text.hpp"
#include "tools/common/edit.hpp"
#include "tools/common/open_stack.hpp"
#include "tools/snet-stack/verbs.hpp"

namespace snet::stacks {

namespace {

Result<StackPlace> place_of(const cli::Call& call) {
    if (call.subjects.empty()) return find_stack(call.stack);
    if (call.stack) return fail(ErrorKind::invalid, "--stack excludes a FILE: both say what to check");
    return StackPlace{StackPlace::Kind::path, call.subjects.front()};
}

// A named stack without a file is an unedited one, and right.
bool is_unedited(const StackPlace& place, const Error& error) {
    return place.kind == StackPlace::Kind::named && error.kind == ErrorKind::not_found;
}

// Rows that follow from an address are the file's to have. That they are not there may be meant.
Result<void> warn_of_addresses(const cli::Call& call, const StackPlace& place) {
    const Names names(call.numeric);
    const cli::QuickInterrupts at_once;
    const auto stack = open_stack_at(place, call.netns);
    if (!stack) return std::unexpected(stack.error());
    const auto addresses = addresses_without_route(*stack);
    if (!addresses) return std::unexpected(addresses.error());
    for (const AddressRecord& one : *addresses)
        cli::report_warning(call, to_string(Record(one), names) + ": " + one.device + " has no route to its subnet");
    return {};
}

Result<std::vector<Error>> read_errors(const std::string& path) {
    const cli::QuickInterrupts at_once;
    return StackFile::check_file(path, Names());
}

cli::Outcome run(const cli::Call& call) {
    const auto place = place_of(call);
    if (!place) return std::unexpected(place.error());
    const auto errors = read_errors(place->path);
    if (!errors && is_unedited(*place, errors.error())) return cli::ExitCode::success;
    if (!errors) return fail(ErrorKind::invalid, errors.error().message);
    cli::OutputBuffer out;
    for (const Error& error : *errors)
        out.put(cli::safe_text(error.message) + "\n");
    if (auto done = out.flush(); !done) return std::unexpected(done.error());
    // What was read on standard input cannot be read once more.
    if (errors->empty() && place->path != "-")
        if (auto done = warn_of_addresses(call, *place); !done) return std::unexpected(done.error());
    return errors->empty() ? cli::ExitCode::success : cli::ExitCode::failure;
}

}  // namespace

constexpr cli::Verb check{.name = "check",
                          .subjects = "[FILE|-]",
                          .help = "everything that is wrong with a stack's file, a line each",
                          .run = run,
                          .max_subjects = 1,
                          .has_families = false};

}  // namespace snet::stacks
