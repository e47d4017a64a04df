#include "snet/vendors.hpp"
#include "tools/cli/output.hpp"
#include "tools/cli/subjects.hpp"
#include "tools/snet-arp/verbs.hpp"

namespace snet::arp {

namespace {

struct Row {
    std::string lladdr;
    std::optional<std::string> vendor;
};

constexpr cli::Column<Row> columns[] = {
    {"lladdr", "MAC", cli::Shown::always, "the address", [](const Row& row, cli::Sink& sink) { sink.text(row.lladdr); },
     nullptr, 17},
    {"vendor", "VENDOR", cli::Shown::always, "who its block was given to",
     [](const Row& row, cli::Sink& sink) {
         if (row.vendor) sink.text(*row.vendor);
     }},
};
constexpr std::string_view subject_keys[] = {"lladdr", "address"};
constexpr auto column_names = cli::names_of(columns);

// Plain output is a line an answer: the address and its vendor, with --short the vendor alone.
cli::OutputOptions output_of(const cli::Call& call) {
    cli::OutputOptions output = as_lines(call.output);
    if (call.is_short) output.left_out.emplace_back("lladdr");
    if (call.is_short || call.output.format != cli::Format::table || !call.output.columns.empty()) return output;
    output.format = cli::Format::pattern;
    output.pattern = "{lladdr} {vendor}";
    return output;
}

cli::Outcome run(const cli::Call& call) {
    const auto vendors = Vendors::open();
    // Exit 1 would say that nobody has registered it.
    if (!vendors) return fail(ErrorKind::unsupported, vendors.error().message);
    cli::Printer<Row> printer(output_of(call), columns);
    const auto none = [&](std::string_view subject) { printer.row({std::string(subject), std::nullopt}); };
    const auto answer = [&](std::string_view subject) -> cli::Outcome {
        const auto mac = MacAddress::parse(subject);
        if (!mac) {
            if (answers_failed(call, mac.error())) none(subject);
            return std::unexpected(mac.error());
        }
        const Row row{mac->to_string(), vendors->name(*mac)};
        if (!row.vendor && !answers_each(call)) return fail(ErrorKind::not_found, row.lladdr + ": no vendor is known");
        printer.row(row);
        return row.vendor ? cli::ExitCode::success : cli::ExitCode::not_found;
    };
    const auto code = cli::each_subject(call, answer, none, [&] { (void)printer.flush(); });
    if (!code) return code;
    const auto written = printer.finish();
    if (!written) return std::unexpected(written.error());
    return code;
}

}  // namespace

constexpr cli::Verb vendor{.name = "vendor",
                           .subjects = "MAC...|-",
                           .help = "who made it: the owner of the longest registered block",
                           .columns = column_names,
                           .run = run,
                           .min_subjects = 1,
                           .max_subjects = static_cast<std::size_t>(-1),
                           .has_short = true,
                           .has_families = false,
                           .has_stack = false,
                           .has_netns = false,
                           .has_numeric = false,
                           .subject_keys = subject_keys};

}  // namespace snet::arp
