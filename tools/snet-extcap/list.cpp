#include "tools/cli/process.hpp"
#include "tools/snet-extcap/search.hpp"
#include "tools/snet-extcap/verbs.hpp"

namespace snet::plugins {

namespace {

// Above every index that a kernel gives early, as Scapy counts them.
constexpr std::uint64_t first_index = 100;

constexpr cli::Option options[] = {folder_option, trust_option, time_option};

/// An interface of a plug-in, and what it takes to print it.
struct PluginRow {
    const extcap::Plugin& plugin;
    const extcap::CaptureInterface& interface;
    std::uint64_t index;
    const extcap::LinkTypes* link_types;  ///< null: not asked for, or not told
};

void text(std::string_view value, cli::Sink& sink) {
    if (!value.empty()) sink.text(value);
}

void write_link_types(const PluginRow& row, cli::Sink& sink) {
    if (!row.link_types) return;
    sink.begin_list();
    for (const extcap::LinkTypeName& type : row.link_types->types)
        sink.text(type.name);
    sink.end_list();
}

using Row = PluginRow;
using cli::Shown;
using cli::Sink;

constexpr cli::Column<Row> columns[] = {
    {"source", "SOURCE", Shown::always, "the program that offers it",
     [](const Row& row, Sink& sink) { sink.text(row.plugin.name); }},
    {"index", "INDEX", Shown::always, "a number for it, from 100 on",
     [](const Row& row, Sink& sink) { sink.number(row.index); }},
    {"name", "NAME", Shown::always, "what people call it",
     [](const Row& row, Sink& sink) { text(row.interface.display, sink); }, nullptr, 0, true},
    {"address", "ADDRESS", Shown::always, "what commands call it: the IFACE of the other verbs",
     [](const Row& row, Sink& sink) { sink.text(row.interface.value); }},
    {"origin", "ORIGIN", Shown::json, "always extcap", [](const Row&, Sink& sink) { sink.plain("extcap"); }},
    {"version", "VERSION", Shown::json, "the program's version",
     [](const Row& row, Sink& sink) { text(row.plugin.introduction.version, sink); }},
    {"help", "HELP", Shown::json, "where its manual is",
     [](const Row& row, Sink& sink) { text(row.plugin.introduction.help, sink); }, nullptr, 0, true},
    {"path", "PATH", Shown::json, "the program's file", [](const Row& row, Sink& sink) { sink.text(row.plugin.path); }},
    {"dlts", "DLTS", Shown::on_request, "the link types that it promises, by its names", write_link_types},
};
constexpr auto column_names = cli::names_of(columns);

/// The link types of all of them; where one does not answer, why.
std::vector<Result<extcap::LinkTypes>> ask_for_link_types(const cli::Call& call, const extcap::Plugins& found,
                                                          const extcap::QueryLimits& limits) {
    std::vector<extcap::InterfaceOfPlugin> interfaces;
    for (const extcap::Plugin& plugin : found.plugins)
        for (const extcap::CaptureInterface& interface : plugin.introduction.interfaces)
            interfaces.push_back({&plugin, &interface});
    auto link_types = extcap::ask_link_types(interfaces, limits);
    for (const auto& one : link_types)
        if (!one) cli::report_warning(call, one.error().message);
    return link_types;
}

cli::Outcome run(const cli::Call& call) {
    const auto limits = query_limits(call);
    if (!limits) return std::unexpected(limits.error());
    const auto found = find_plugins(call, *limits);
    if (!found) return std::unexpected(found.error());

    cli::Printer<PluginRow> printer(call.output, columns);
    std::vector<Result<extcap::LinkTypes>> link_types;
    if (printer.has("dlts")) link_types = ask_for_link_types(call, *found, *limits);
    std::size_t count = 0;
    for (const extcap::Plugin& plugin : found->plugins) {
        for (const extcap::CaptureInterface& interface : plugin.introduction.interfaces) {
            const bool told = count < link_types.size() && link_types[count];
            printer.row({plugin, interface, first_index + count, told ? &*link_types[count] : nullptr});
            ++count;
        }
    }
    if (auto written = printer.finish(); !written) return std::unexpected(std::move(written.error()));
    return cli::ExitCode::success;
}

}  // namespace

constexpr cli::Verb list{.name = "list",
                         .help = "the interfaces that capture plug-ins offer",
                         .options = options,
                         .columns = column_names,
                         .run = run,
                         .has_families = false,
                         .has_netns = false,
                         .has_numeric = false};

}  // namespace snet::plugins
