#include "tools/common/edit.hpp"

#include <algorithm>

#include "tools/common/open_stack.hpp"

namespace snet {

namespace {

bool is_blank(std::string_view word) {
    return word.find_first_not_of(" \t\r\n") == word.npos;
}

}  // namespace

Result<StackPlace> place_to_edit(const cli::Call& call) {
    if (call.netns && !call.stack)
        return fail(ErrorKind::invalid,
                    "the edits of another namespace's tables are kept in a stack: name it by --stack");
    auto place = find_stack(call.stack);
    if (place && place->kind == StackPlace::Kind::input)
        return fail(ErrorKind::invalid, "a stack that is read on standard input cannot be edited");
    return place;
}

Result<void> edit(const cli::Call& call, Change change) {
    const auto place = place_to_edit(call);
    if (!place) return std::unexpected(place.error());
    // An unset variable of a shell script's, without which the other words would mean another row.
    if (std::ranges::any_of(call.subjects, is_blank)) return fail(ErrorKind::invalid, "one of the words is empty");
    const Names names(call.numeric);
    const EditScope scope{place->path, names, call.netns};
    return edit_stack(*place, call.has("force"), [&](std::string_view text) { return change(text, scope); });
}

std::string record_words(const cli::Call& call, std::string_view kind, std::size_t start) {
    std::string words(kind);
    if (call.family) words += *call.family == Family::ipv4 ? " inet" : " inet6";
    for (const std::string& word : std::span(call.subjects).subspan(start))
        words += (words.empty() ? "" : " ") + word;
    return words;
}

cli::Outcome put(const cli::Call& call, Change change) {
    const auto done = edit(call, change);
    if (!done) return std::unexpected(done.error());
    return cli::ExitCode::success;
}

cli::Outcome put_words(const cli::Call& call, EditByWords& edit) {
    return put(call,
               [&](std::string_view text, const EditScope& scope) { return edit(text, record_words(call), scope); });
}

cli::Outcome remove(const cli::Call& call, FunctionRef<Result<Removal>(std::string_view, const EditScope&)> change) {
    Removal removal;
    const auto done = edit(call, [&](std::string_view text, const EditScope& scope) -> Result<std::string> {
        auto removed = change(text, scope);
        if (!removed) return std::unexpected(std::move(removed.error()));
        removal = std::move(*removed);
        return removal.text;
    });
    if (!done) return std::unexpected(done.error());
    report_rows(call, "deleted", removal.deleted);
    report_rows(call, "hidden", removal.hidden);
    return cli::ExitCode::success;
}

void report_rows(const cli::Call& call, std::string_view what, const std::vector<Record>& rows) {
    if (!call.verbose) return;
    const Names names(call.numeric);
    for (const Record& row : rows)
        cli::report_warning(call, std::string(what) + ": " + to_words(row, names));
}

}  // namespace snet
