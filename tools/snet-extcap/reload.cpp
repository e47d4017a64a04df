#include <algorithm>
#include <limits>

#include "tools/cli/quoted.hpp"
#include "tools/cli/suggest.hpp"
#include "tools/snet-extcap/interface_help.hpp"
#include "tools/snet-extcap/option_arguments.hpp"
#include "tools/snet-extcap/option_columns.hpp"
#include "tools/snet-extcap/search.hpp"
#include "tools/snet-extcap/verbs.hpp"

namespace snet::plugins {

namespace {

constexpr cli::Option options[] = {folder_option, trust_option, time_option};

Result<const extcap::Option*> find_option(const extcap::Options& known, std::string_view word) {
    std::vector<std::string_view> names;
    for (const extcap::Option& option : known.options) {
        names.push_back(option.name());
        if (option.name() != word && option.call != word) continue;
        if (option.can_reload) return &option;
        return fail(ErrorKind::invalid, "option " + cli::quoted(word) + " has no values that the plug-in could reload");
    }
    return fail(ErrorKind::invalid, "no option " + cli::quoted(word) + cli::suggestion(word, names));
}

/// The question with the other options as they are set, as far as they are; the rest is for the plug-in to miss.
Result<std::string> ask_again(const extcap::InterfaceOfPlugin& interface, const extcap::Option& option,
                              const std::vector<extcap::CommandWord>& set, const extcap::QueryLimits& limits) {
    std::vector<std::string> words{"--extcap-config", "--extcap-interface", interface.interface->value,
                                   "--extcap-reload-option", std::string(option.name())};
    for (const extcap::CommandWord& word : set)
        words.push_back(word.text);
    return extcap::ask(interface.plugin->path, words, limits);
}

cli::Outcome print(const cli::Call& call, const extcap::ReloadedChoices& read, std::string_view plugin) {
    report_sentences(call, plugin, read.warnings);
    cli::Printer<extcap::Choice> printer(call.output, choice_columns);
    for (const extcap::Choice& choice : read.choices)
        printer.row(choice);
    if (auto written = printer.finish(); !written) return std::unexpected(std::move(written.error()));
    return cli::ExitCode::success;
}

cli::Outcome run(const cli::Call& call) {
    const auto limits = query_limits(call);
    if (!limits) return std::unexpected(limits.error());
    const auto chosen = ChosenInterface::find(call, *limits, call.subjects.front());
    if (!chosen) return std::unexpected(chosen.error());
    const auto known = extcap::ask_options(chosen->get(), *limits);
    if (!known) return std::unexpected(Error{ErrorKind::system, known.error().message});
    const std::span<const std::string> words(call.subjects);
    if (words.size() == 1 || words[1].starts_with("-"))
        return fail(ErrorKind::invalid, "the OPTION is missing whose values are wanted, behind " + words[0]);
    const auto option = find_option(*known, words[1]);
    if (!option) return std::unexpected(option.error());
    const auto arguments = read_option_arguments(call, words.subspan(2), *known, words[0]);
    if (!arguments) return std::unexpected(arguments.error());
    if (arguments->wants_help) return print_interface_help(call, *chosen, *known);
    auto others = arguments->settings;
    std::erase_if(others, [&](const extcap::Setting& setting) { return setting.option == *option; });
    const auto set = extcap::partial_option_words(*known, others, extcap::present_surroundings());
    if (!set) return std::unexpected(set.error());
    const auto answer = ask_again(chosen->get(), **option, *set, *limits);
    if (!answer) return std::unexpected(Error{ErrorKind::system, answer.error().message});
    return print(call, extcap::read_reloaded(*answer, **option), chosen->get().plugin->name);
}

}  // namespace

constexpr cli::Verb reload{.name = "reload",
                           .subjects = "[PROGRAM:]IFACE OPTION [--OPTION VALUE]...",
                           .help = "the values that a plug-in finds for an option, given others",
                           .options = options,
                           .columns = choice_column_names,
                           .run = run,
                           .min_subjects = 1,
                           .max_subjects = std::numeric_limits<std::size_t>::max(),
                           .has_families = false,
                           .has_netns = false,
                           .has_numeric = false,
                           .is_for_command = true};

}  // namespace snet::plugins
