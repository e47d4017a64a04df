#include "tests/unit/cli/toy_tool.hpp"

#include <charconv>

#include "tests/unit/cli/capture.hpp"
#include "tools/cli/output.hpp"
#include "tools/cli/subjects.hpp"

namespace toy {

using namespace snet;
using namespace snet::cli;

const Column<Row> columns[column_count] = {
    {"name", "NAME", Shown::always, "what it is called", [](const Row& row, Sink& to) { to.text(row.name); }},
    {"mtu", "MTU", Shown::always, "the longest packet",
     [](const Row& row, Sink& to) {
         if (row.mtu) to.number(*row.mtu);
     },
     nullptr, 5},
    {"addresses", "ADDRESSES", Shown::always, "all of its addresses",
     [](const Row& row, Sink& to) {
         to.begin_list();
         for (const std::string& address : row.addresses)
             to.text(address);
         to.end_list();
     },
     [](const Row& row, Sink& to) {
         for (const std::string& address : row.addresses)
             to.text(address);
     }},
    {"note", "NOTE", Shown::on_request, "what somebody said of it", [](const Row& row, Sink& to) { to.text(row.note); },
     nullptr, 0, true},
    {"detail", "DETAIL", Shown::json, "an object of a list and a number",
     [](const Row& row, Sink& to) {
         to.begin_object();
         to.key("names");
         to.begin_list();
         to.text(row.name);
         to.boolean(true);
         to.end_list();
         to.key("less");
         to.signed_number(-1);
         to.end_object();
     }},
};

namespace {

const auto names = names_of(columns);
constexpr std::string_view kinds[] = {"wired", "wireless"};
constexpr Option list_options[] = {
    {"count", 'c', "N", "how many rows"},
    {"kind", 'k', "KIND", "rows of this kind", kinds},
    {"fail", 0, "", "fail after the rows"},
};

Outcome list(const Call& call) {
    const std::string_view text = call.value("count").value_or("2");
    std::size_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    Printer<Row> printer(call.output, columns);
    for (std::size_t i = 0; i < count; ++i)
        printer.row({.name = "eth" + std::to_string(i), .mtu = 1500});
    if (call.has("fail")) return fail(ErrorKind::system, "the kernel \33[31mrefused");
    const auto finished = printer.finish();
    if (!finished) return std::unexpected(finished.error());
    return ExitCode::success;
}

Outcome echo(const Call& call) {
    Printer<Row> printer(call.output, columns);
    const auto answer = [&](std::string_view subject) -> Outcome {
        if (subject == "missing") return fail(ErrorKind::not_found, "missing: not there");
        if (subject == "none") return ExitCode::not_found;
        if (subject == "bad") return fail(ErrorKind::invalid, "bad: not a name");
        printer.row({.name = std::string(subject)});
        return ExitCode::success;
    };
    const auto none = [&](std::string_view subject) { printer.row({.name = std::string(subject)}); };
    const Outcome outcome = each_subject(call, answer, none, [&] { (void)printer.flush(); });
    if (!outcome) return outcome;
    const auto finished = printer.finish();
    if (!finished) return std::unexpected(finished.error());
    return outcome;
}

Outcome nothing(const Call&) {
    return ExitCode::success;
}

const Verb list_verb{"list", "", "List what there is.", list_options, names, list};
const Verb echo_verb{.name = "echo",
                     .subjects = "NAME...|-",
                     .help = "Say every name again.",
                     .columns = names,
                     .run = echo,
                     .min_subjects = 1,
                     .max_subjects = 3,
                     .has_short = true,
                     .has_families = false};
constexpr Word plain_words[] = {{"from", "A", "where it comes from"}, {"mark", "M", "what it is marked with"}};
const Verb plain_verb{.name = "plain",
                      .subjects = "NAME...",
                      .help = "Print no table.",
                      .run = nothing,
                      .max_subjects = 9,
                      .has_families = false,
                      .has_stack = false,
                      .has_netns = false,
                      .has_numeric = false,
                      .words = plain_words};
const Verb* const verbs[] = {&list_verb, &echo_verb, &plain_verb};
constexpr std::string_view examples[] = {"toy list --count 3", "toy echo a b", "toy echo - <names",
                                         "toy echoes nothing"};

}  // namespace

const Tool tool{"toy", "a tool with one of everything", verbs, examples};

std::string printed(const OutputOptions& options, const std::vector<Row>& rows) {
    return captured([&] {
        Printer<Row> printer(options, columns);
        for (const Row& row : rows)
            printer.row(row);
        (void)printer.finish();
    });
}

OutputOptions as(Format format, std::vector<std::string> keys) {
    OutputOptions options;
    options.format = format;
    options.columns = std::move(keys);
    return options;
}

}  // namespace toy
