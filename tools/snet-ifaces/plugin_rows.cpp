#include "tools/snet-ifaces/plugin_rows.hpp"

#include "snet/extcap/discovery.hpp"
#include "tools/cli/process.hpp"

namespace snet {
namespace {

constexpr std::uint32_t first_index = 100;  // as snet-extcap counts them
constexpr auto is_stopped = [] { return cli::interrupted(); };

void report(const cli::Call& call, const std::vector<extcap::Skipped>& skipped) {
    if (!call.verbose) return;
    for (const auto& [path, reason] : skipped)
        cli::report_warning(call, "skipped " + path + ": " + reason);
}

}  // namespace

Result<void> print_plugin_interfaces(const cli::Call& call, const Stack& stack, InterfacePrinter& printer) {
    const auto files = extcap::find_plugin_files(extcap::plugin_folders({}, &stack), false);
    if (!files) return std::unexpected(files.error());
    report(call, files->skipped);
    const auto found = extcap::ask_introductions(files->files, {.is_stopped = is_stopped});
    if (!found) return std::unexpected(found.error());
    report(call, found->skipped);
    std::uint32_t index = first_index;
    for (const extcap::Plugin& plugin : found->plugins) {
        for (const extcap::CaptureInterface& interface : plugin.introduction.interfaces) {
            Interface row{.index = index++, .name = interface.value};
            row.origin = Origin::extcap;
            row.details = {{"display", {interface.display}}, {"program", {plugin.path}}};
            printer.print_nameable(row);
        }
    }
    return {};
}

}  // namespace snet
