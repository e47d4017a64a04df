#include "tools/common/edit.hpp"

#include "tools/common/open_stack.hpp"

namespace snet {

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
    const Names names(call.numeric);
    const EditScope scope{place->path, names, call.netns};
    return edit_stack(*place, call.has("force"), [&](std::string_view text) { return change(text, scope); });
}

std::string record_words(const cli::Call& call, std::string_view first) {
    std::string words(first);
    for (const std::string& word : call.subjects)
        words += (words.empty() ? "" : " ") + word;
    return words;
}

void report_rows(const cli::Call& call, std::string_view what, const std::vector<Record>& rows) {
    if (!call.verbose) return;
    const Names names(call.numeric);
    for (const Record& row : rows)
        cli::report_warning(call, std::string(what) + ": " + to_string(row, names));
}

}  // namespace snet
