#include "tools/common/finish.hpp"
#include "tools/common/line_printer.hpp"
#include "tools/snet-route/answer_records.hpp"
#include "tools/snet-route/each_question.hpp"
#include "tools/snet-route/explanation.hpp"
#include "tools/snet-route/selector_words.hpp"
#include "tools/snet-route/verbs.hpp"

namespace snet::route {

namespace {

cli::Outcome print_explanations(const cli::Call& call, const Stack& stack, const Names& names) {
    cli::RouteListing listing(names);
    bool is_first = true;
    const auto print = [&](const Flow& flow, FunctionRef<Answer(Trace*)> ask) -> cli::Outcome {
        Trace trace;
        const Answer answer = ask(&trace);
        const auto done = print_explanation({flow, answer, listing, &trace}, call.output, !is_first);
        is_first = false;
        if (!done) return std::unexpected(done.error());
        return code_of(answer);
    };
    const auto code =
        each_question(call, stack, names, Tells::reasons, Engine::own, print, [](std::string_view) {}, [] {});
    report_warnings(call, stack);
    return code;
}

// Programs get the answer's record with the reasons in it.
cli::OutputOptions output_of(const cli::Call& call) {
    cli::OutputOptions output = call.output;
    if (cli::is_json(output.format)) output.added = {"rules", "routes", "sources"};
    return output;
}

cli::Outcome run(const cli::Call& call) {
    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    const Names names(call.numeric);
    return wants_words(call) ? print_explanations(call, *stack, names)
                             : print_records(call, output_of(call), *stack, names, Engine::own);
}

}  // namespace

constexpr cli::Verb explain{.name = "explain",
                            .subjects = "ADDR...|-",
                            .help = "the same, and why: rules, routes and addresses",
                            .options = {},
                            .columns = cli::answer_column_names,
                            .run = run,
                            .min_subjects = 1,
                            .max_subjects = static_cast<std::size_t>(-1),
                            .has_families = false,
                            .words = selector_words,
                            .output = output_of};

}  // namespace snet::route
