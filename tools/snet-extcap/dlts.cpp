#include "snet/capture/link_type.hpp"
#include "tools/snet-extcap/search.hpp"
#include "tools/snet-extcap/verbs.hpp"

namespace snet::plugins {

namespace {

using Type = extcap::LinkTypeName;
using cli::Shown;
using cli::Sink;

constexpr cli::Option options[] = {folder_option, trust_option, time_option};

void write_known(const Type& type, Sink& sink) {
    if (const auto name = capture::link_type_name(type.number)) sink.text(*name);
}

constexpr cli::Column<Type> columns[] = {
    {"number", "NUMBER", Shown::always, "the link type's number",
     [](const Type& type, Sink& sink) { sink.number(type.number); }},
    {"dlt", "DLT", Shown::always, "libpcap's name for it", write_known},
    {"name", "NAME", Shown::always, "the plug-in's name for it",
     [](const Type& type, Sink& sink) { sink.text(type.name); }},
    {"display", "DESCRIPTION", Shown::always, "what it is, for people",
     [](const Type& type, Sink& sink) { sink.text(type.display); }, nullptr, 0, true},
};
constexpr auto column_names = cli::names_of(columns);

cli::Outcome run(const cli::Call& call) {
    const auto limits = query_limits(call);
    if (!limits) return std::unexpected(limits.error());
    const auto chosen = ChosenInterface::find(call, *limits, call.subjects.front());
    if (!chosen) return std::unexpected(chosen.error());
    const auto types = std::move(extcap::ask_link_types({chosen->get()}, *limits).front());
    if (!types) return std::unexpected(Error{ErrorKind::system, types.error().message});
    report_sentences(call, chosen->get().plugin->name, types->warnings);

    cli::Printer<Type> printer(call.output, columns);
    for (const Type& type : types->types)
        printer.row(type);
    if (auto written = printer.finish(); !written) return std::unexpected(std::move(written.error()));
    return cli::ExitCode::success;
}

}  // namespace

constexpr cli::Verb dlts{.name = "dlts",
                         .subjects = "[PROGRAM:]IFACE",
                         .help = "the link types that an interface promises",
                         .options = options,
                         .columns = column_names,
                         .run = run,
                         .min_subjects = 1,
                         .max_subjects = 1,
                         .has_families = false,
                         .has_netns = false,
                         .has_numeric = false};

}  // namespace snet::plugins
