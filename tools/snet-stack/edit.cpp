#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tools/cli/output_buffer.hpp"
#include "tools/cli/process.hpp"
#include "tools/common/edit.hpp"
#include "tools/snet-stack/verbs.hpp"

namespace snet::stacks {

namespace {

constexpr cli::Option options[] = {force_option};

std::optional<std::string> text_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(file), {});
}

// What is there to edit. An edit that changes nothing tells, and whether one could be made at all.
Result<std::string> present_text(const cli::Call& call, const StackPlace& place) {
    std::string present;
    const auto done = edit_stack(place, call.has("force"),
                                 [&](std::string_view text) -> Result<std::string> { return present = text; });
    if (!done) return std::unexpected(done.error());
    return present;
}

// A file for this user's eyes in the folder of temporary files, with the suffix by which editors know stacks.
Result<std::string> write_copy(std::string_view text) {
    std::error_code error;
    const auto folder = std::filesystem::temp_directory_path(error);
    constexpr std::string_view suffix = ".stack";
    std::string path = (error ? "/tmp" : folder.string()) + "/snet-edit.XXXXXX" + std::string(suffix);
    const int file = ::mkostemps(path.data(), suffix.size(), 0);
    if (file < 0) return fail_errno(path, errno);
    const int failure = cli::write_all(file, text);
    ::close(file);
    if (failure != 0) return fail_errno(path, failure);
    return path;
}

std::vector<std::string> editor_words() {
    for (const char* const name : {"VISUAL", "EDITOR"}) {
        const char* const value = std::getenv(name);
        std::vector<std::string> words;
        std::string_view rest = value == nullptr ? "" : value;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find_first_of(" \t"), rest.size());
            if (end > 0) words.emplace_back(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        if (!words.empty()) return words;
    }
    return {"vi"};
}

std::unexpected<Error> keep(const std::string& copy, const std::string& why) {
    return fail(ErrorKind::invalid, why + "; what was edited is kept in " + copy);
}

// The text as the editor left it.
Result<std::string> edit_once(const std::string& copy) {
    std::vector<std::string> words = editor_words();
    const std::string editor = words.front();
    words.push_back(copy);
    const auto status = cli::run_command(words);
    if (!status) return std::unexpected(status.error());
    if (*status != 0) return keep(copy, editor + ": ended with status " + std::to_string(*status));
    auto text = text_of(copy);
    if (!text) return fail(ErrorKind::invalid, copy + ": is gone");
    return std::move(*text);
}

bool wants_to_go_on() {
    if (!cli::is_terminal(0) || !cli::is_terminal(2)) return false;
    cli::write_all(2, "Edit again? [Y/n] ");
    std::string answer;
    char c = 0;
    while (::read(0, &c, 1) == 1 && c != '\n')
        answer += c;
    return c == '\n' && !answer.starts_with('n') && !answer.starts_with('N');
}

// A text that is right, or the error of giving up.
Result<std::string> edit_until_right(const cli::Call& call, const std::string& name, const std::string& copy) {
    for (;;) {
        auto text = edit_once(copy);
        if (!text) return text;
        const auto errors = StackFile::check(*text, name, Names());
        if (errors.empty()) return text;
        for (const Error& error : errors)
            cli::report_error(call, error);
        if (!wants_to_go_on()) return keep(copy, "the file stays as it was");
    }
}

Result<void> put_in_place(const cli::Call& call, const StackPlace& place, const std::string& before,
                          const std::string& after) {
    return edit_stack(place, call.has("force"), [&](std::string_view now) -> Result<std::string> {
        if (now != before) return fail(ErrorKind::invalid, place.path + ": was changed by somebody else meanwhile");
        return after;
    });
}

cli::Outcome run(const cli::Call& call) {
    const auto place = place_to_edit(call);
    if (!place) return std::unexpected(place.error());
    const auto before = present_text(call, *place);
    if (!before) return std::unexpected(before.error());
    const auto copy = write_copy(*before);
    if (!copy) return std::unexpected(copy.error());
    const auto after = edit_until_right(call, place->path, *copy);
    if (!after) return std::unexpected(after.error());
    if (*after != *before)
        if (const auto done = put_in_place(call, *place, *before, *after); !done)
            return keep(*copy, done.error().message);
    ::unlink(copy->c_str());
    return cli::ExitCode::success;
}

}  // namespace

constexpr cli::Verb edit{.name = "edit",
                         .help = "the file in $VISUAL, $EDITOR or vi; checked before it counts",
                         .options = options,
                         .run = run,
                         .has_families = false,
                         .has_netns = false,
                         .has_numeric = false};

}  // namespace snet::stacks
