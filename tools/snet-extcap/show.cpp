#include "tools/snet-extcap/option_columns.hpp"
#include "tools/snet-extcap/search.hpp"
#include "tools/snet-extcap/verbs.hpp"

namespace snet::plugins {

namespace {

constexpr cli::Option options[] = {folder_option, trust_option, time_option};

cli::Outcome run(const cli::Call& call) {
    const auto limits = query_limits(call);
    if (!limits) return std::unexpected(limits.error());
    const auto chosen = ChosenInterface::find(call, *limits, call.subjects.front());
    if (!chosen) return std::unexpected(chosen.error());
    const auto read = extcap::ask_options(chosen->get(), *limits);
    if (!read) return std::unexpected(Error{ErrorKind::system, read.error().message});
    report_sentences(call, chosen->get().plugin->name, read->warnings);

    cli::Printer<extcap::Option> printer(call.output, option_columns);
    for (const extcap::Option& option : read->options)
        printer.row(option);
    if (auto written = printer.finish(); !written) return std::unexpected(std::move(written.error()));
    return cli::ExitCode::success;
}

}  // namespace

constexpr cli::Verb show{.name = "show",
                         .subjects = "[PROGRAM:]IFACE",
                         .help = "the options of an interface",
                         .options = options,
                         .columns = option_column_names,
                         .run = run,
                         .min_subjects = 1,
                         .max_subjects = 1,
                         .has_families = false,
                         .has_netns = false,
                         .has_numeric = false};

}  // namespace snet::plugins
