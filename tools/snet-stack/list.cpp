#include <algorithm>
#include <filesystem>

#include "snet/stack_edit.hpp"
#include "tools/cli/output.hpp"
#include "tools/snet-stack/verbs.hpp"

namespace snet::stacks {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view suffix = ".stack";

struct NamedStack {
    std::string name;
    std::string path;
    bool is_present = true;  ///< whether it is the one that commands mean
};

constexpr cli::Column<NamedStack> columns[] = {
    {"name", "NAME", cli::Shown::always, "what --stack calls it",
     [](const NamedStack& one, cli::Sink& sink) { sink.text(one.name); }},
    {"present", "PRESENT", cli::Shown::always, "whether it is asked where none is named",
     [](const NamedStack& one, cli::Sink& sink) { sink.boolean(one.is_present); },
     [](const NamedStack& one, cli::Sink& sink) { sink.plain(one.is_present ? "yes" : "no"); }},
    {"file", "FILE", cli::Shown::always, "where it is",
     [](const NamedStack& one, cli::Sink& sink) { sink.text(one.path); }},
};
constexpr auto column_names = cli::names_of(columns);

// All that is in the folder, none if there is no folder yet.
Result<std::vector<NamedStack>> stacks_in(const fs::path& folder, const std::string& present) {
    std::vector<NamedStack> stacks;
    std::error_code error;
    for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator(); at.increment(error))
        if (at->path().extension() == suffix) stacks.push_back({at->path().stem(), at->path(), at->path() == present});
    if (error && error != std::errc::no_such_file_or_directory)
        return fail(ErrorKind::system, folder.string() + ": " + error.message());
    std::ranges::sort(stacks, {}, &NamedStack::name);
    return stacks;
}

cli::Outcome run(const cli::Call& call) {
    const auto some = find_stack("default");
    if (!some) return std::unexpected(some.error());
    const auto present = find_stack(std::nullopt);
    const auto stacks = stacks_in(fs::path(some->path).parent_path(), present ? present->path : "");
    if (!stacks) return std::unexpected(stacks.error());
    cli::Printer<NamedStack> printer(call.output, columns);
    for (const NamedStack& one : *stacks)
        printer.row(one);
    if (auto done = printer.finish(); !done) return std::unexpected(done.error());
    return cli::ExitCode::success;
}

}  // namespace

constexpr cli::Verb list{.name = "list",
                         .help = "the named stacks that have a file",
                         .columns = column_names,
                         .run = run,
                         .has_families = false,
                         .has_stack = false,
                         .has_netns = false,
                         .has_numeric = false};

}  // namespace snet::stacks
