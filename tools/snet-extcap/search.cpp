#include "tools/snet-extcap/search.hpp"

#include <algorithm>
#include <charconv>

#include "tools/cli/process.hpp"
#include "tools/cli/quoted.hpp"
#include "tools/cli/suggest.hpp"
#include "tools/common/open_stack.hpp"

namespace snet::plugins {

namespace {

constexpr std::size_t most_reports = 20;
constexpr double longest_time = 3600;

constexpr auto is_stopped = [] { return cli::interrupted(); };

std::vector<std::string> named_folders(const cli::Call& call) {
    std::vector<std::string> folders;
    for (const cli::Call::Given& given : call.given)
        if (given.option->name == folder_option.name) folders.push_back(given.value);
    return folders;
}

Result<extcap::PluginFiles> find_files(const cli::Call& call) {
    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    auto named = named_folders(call);
    auto files = extcap::find_plugin_files(extcap::plugin_folders(named, &*stack), call.has(trust_option.name));
    if (!files) return files;
    // Who names a folder in this very command is to know that it is not looked in.
    for (const extcap::Skipped& one : files->skipped) {
        if (std::ranges::find(named, one.path) != named.end())
            return fail(ErrorKind::invalid,
                        one.reason + (one.reason.contains("written") || one.reason.contains("belongs")
                                          ? ": its programs are run with --trust only"
                                          : ""));
    }
    return files;
}

void report_skipped(const cli::Call& call, const std::vector<extcap::Skipped>& skipped) {
    if (!call.verbose) return;
    for (const auto& [path, reason] : skipped)
        cli::report_warning(call, "skipped " + path + ": " + reason);
}

Result<extcap::Plugins> ask_files(const cli::Call& call, const extcap::QueryLimits& limits,
                                  const extcap::PluginFiles& files) {
    auto plugins = extcap::ask_introductions(files.files, limits);
    if (!plugins) return plugins;
    report_skipped(call, plugins->skipped);
    for (const extcap::Plugin& plugin : plugins->plugins)
        report_sentences(call, plugin.name, plugin.introduction.warnings);
    return plugins;
}

struct Place {
    std::size_t plugin;
    std::size_t interface;
};

std::vector<Place> places_of(const extcap::Plugins& plugins, std::string_view value) {
    std::vector<Place> found;
    for (std::size_t i = 0; i < plugins.plugins.size(); ++i) {
        const auto& interfaces = plugins.plugins[i].introduction.interfaces;
        const auto one = std::ranges::find(interfaces, value, &extcap::CaptureInterface::value);
        if (one != interfaces.end()) found.push_back({i, static_cast<std::size_t>(one - interfaces.begin())});
    }
    return found;
}

std::unexpected<Error> ambiguous(const extcap::Plugins& plugins, const std::vector<Place>& places,
                                 std::string_view word) {
    std::string names;
    for (const Place& place : places)
        names += (names.empty() ? "" : " or ") + plugins.plugins[place.plugin].name + ":" + std::string(word);
    return fail(ErrorKind::invalid, std::string(word) + ": several plug-ins have it: say " + names);
}

/// The message tells of what did not answer, too: it may be the one that is wanted.
std::unexpected<Error> no_such(const extcap::Plugins& plugins, std::string_view word, std::string_view value) {
    std::vector<std::string_view> values;
    for (const extcap::Plugin& plugin : plugins.plugins)
        for (const extcap::CaptureInterface& interface : plugin.introduction.interfaces)
            values.push_back(interface.value);
    std::string message = std::string(word) + ": no plug-in has this interface" + cli::suggestion(value, values);
    for (const auto& [path, reason] : plugins.skipped)
        message += "; " + path + " " + reason;
    return fail(ErrorKind::not_found, std::move(message));
}

}  // namespace

Result<extcap::QueryLimits> query_limits(const cli::Call& call) {
    extcap::QueryLimits limits{.is_stopped = is_stopped};
    const auto text = call.value(time_option.name);
    if (!text) return limits;
    double seconds = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), seconds);
    // What is not a number compares as false.
    if (error != std::errc() || end != text->data() + text->size() || !(seconds > 0 && seconds <= longest_time))
        return fail(ErrorKind::invalid, "--query-timeout " + std::string(*text) + ": seconds up to 3600 are wanted");
    limits.time = std::chrono::milliseconds(std::max(1L, static_cast<long>(seconds * 1000)));
    return limits;
}

Result<extcap::Plugins> find_plugins(const cli::Call& call, const extcap::QueryLimits& limits) {
    const auto files = find_files(call);
    if (!files) return std::unexpected(files.error());
    report_skipped(call, files->skipped);
    return ask_files(call, limits, *files);
}

Result<ChosenInterface> ChosenInterface::find(const cli::Call& call, const extcap::QueryLimits& limits,
                                              std::string_view word) {
    auto files = find_files(call);
    if (!files) return std::unexpected(files.error());
    // A value may have a colon, too: only where a plug-in is called so it is the one that is meant.
    const std::size_t colon = word.find(':');
    const std::string_view program = colon == word.npos ? "" : word.substr(0, colon);
    const auto is_program = [&](const extcap::PluginFile& file) { return file.name == program; };
    const bool names_program = std::ranges::any_of(files->files, is_program);
    if (names_program) std::erase_if(files->files, [&](const auto& file) { return !is_program(file); });
    report_skipped(call, files->skipped);
    auto plugins = ask_files(call, limits, *files);
    if (!plugins) return std::unexpected(plugins.error());
    const std::string_view value = names_program ? word.substr(colon + 1) : word;
    const auto places = places_of(*plugins, value);
    if (places.empty()) return no_such(*plugins, word, value);
    if (places.size() > 1) return ambiguous(*plugins, places, word);
    ChosenInterface chosen;
    chosen.plugins_ = std::move(*plugins);
    chosen.plugin_ = places.front().plugin;
    chosen.interface_ = places.front().interface;
    return chosen;
}

void report_sentences(const cli::Call& call, std::string_view plugin, const std::vector<std::string>& warnings) {
    if (!call.verbose) return;
    for (std::size_t i = 0; i < std::min(warnings.size(), most_reports); ++i)
        cli::report_warning(call, std::string(plugin) + ": " + warnings[i]);
    if (warnings.size() > most_reports)
        cli::report_warning(
            call, std::string(plugin) + ": " + std::to_string(warnings.size() - most_reports) + " more such lines");
}

}  // namespace snet::plugins
