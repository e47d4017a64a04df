#include "tools/snet-extcap/capture_arguments.hpp"

#include <span>

#include "tools/common/line_printer.hpp"
#include "tools/snet-extcap/interface_help.hpp"
#include "tools/snet-extcap/option_arguments.hpp"

namespace snet::plugins {

Result<std::optional<extcap::CapturePlan>> read_capture_plan(const cli::Call& call) {
    const auto limits = query_limits(call);
    if (!limits) return std::unexpected(limits.error());
    const std::span<const std::string> words(call.subjects);
    const auto chosen = ChosenInterface::find(call, *limits, words[0]);
    if (!chosen) return std::unexpected(chosen.error());
    const auto [plugin, interface] = chosen->get();
    const auto options = extcap::ask_options(chosen->get(), *limits);
    if (!options) return std::unexpected(Error{ErrorKind::system, options.error().message});
    report_sentences(call, plugin->name, options->warnings);

    const auto arguments = read_option_arguments(call, words.subspan(1), *options, words[0]);
    if (!arguments) return std::unexpected(arguments.error());
    if (arguments->wants_help) {
        if (auto printed = print_interface_help(call, *chosen, *options); !printed)
            return std::unexpected(std::move(printed.error()));
        return std::nullopt;
    }
    const auto defaults = call.has(defaults_option.name) ? extcap::Defaults::all : extcap::Defaults::needed;
    auto set = extcap::option_words(*options, arguments->settings, defaults, extcap::present_surroundings());
    if (!set) return std::unexpected(std::move(set.error()));
    return extcap::CapturePlan{.program = plugin->path,
                               .interface = interface->value,
                               .options = std::move(*set),
                               .controls = plugin->introduction.controls};
}

cli::Outcome print_capture_command(const extcap::CapturePlan& plan, const extcap::CapturePaths& paths,
                                   const std::optional<std::string>& filter) {
    LinePrinter printer;
    printer.line(extcap::printed_command(plan.program, extcap::capture_words(plan, paths, filter)));
    if (auto written = printer.finish(); !written) return std::unexpected(std::move(written.error()));
    return cli::ExitCode::success;
}

}  // namespace snet::plugins
