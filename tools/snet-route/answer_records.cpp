#include "tools/snet-route/answer_records.hpp"

#include "tools/columns/answer_columns.hpp"
#include "tools/common/finish.hpp"
#include "tools/snet-route/each_question.hpp"

namespace snet::route {

cli::Outcome print_records(const cli::Call& call, const cli::OutputOptions& output, const Stack& stack,
                           const Names& names, Engine engine) {
    cli::Printer<cli::AnswerRow> printer(as_lines(output), cli::answer_columns);
    cli::RouteListing listing(names);
    listing.several_tables = true;
    const bool explains = printer.has("rules") || printer.has("routes") || printer.has("sources");
    const auto print = [&](const Flow& flow, FunctionRef<Answer(Trace*)> ask) -> cli::Outcome {
        Trace trace;
        const Answer answer = ask(explains ? &trace : nullptr);
        printer.row({flow, answer, listing, explains ? &trace : nullptr});
        return code_of(answer);
    };
    const auto none = [&](std::string_view subject) { printer.row({{}, {}, listing, nullptr, subject}); };
    const auto tells = explains ? Tells::reasons : Tells::match;
    const auto code = each_question(call, stack, names, tells, engine, print, none, [&] { (void)printer.flush(); });
    if (!code) return code;
    return finish(call, stack, printer, *code);
}

}  // namespace snet::route
