#include "tools/common/finish.hpp"
#include "tools/common/line_printer.hpp"
#include "tools/common/open_stack.hpp"
#include "tools/common/refusal_text.hpp"
#include "tools/snet-route/answer_records.hpp"
#include "tools/snet-route/answer_text.hpp"
#include "tools/snet-route/each_question.hpp"
#include "tools/snet-route/reverse_path.hpp"
#include "tools/snet-route/selector_words.hpp"
#include "tools/snet-route/verbs.hpp"

namespace snet::route {

namespace {

constexpr cli::Option options[] = {
    {"engine", 0, "WHO", "who answers: kernel, private, or both, held against each other (default: who is quicker)"},
    {"rpf", 0, "ADDR", "no addresses: whether one from ADDR passes the reverse path check of iif D"},
};

/// A line an answer, in words; with --short the gateway alone.
cli::Outcome print_lines(const cli::Call& call, const Stack& stack, const Names& names, Engine engine) {
    LinePrinter printer;
    cli::RouteListing listing(names);
    std::string line;
    const auto print = [&](const Flow& flow, FunctionRef<Answer(Trace*)> ask) -> cli::Outcome {
        const Answer answer = ask(nullptr);
        line.clear();
        if (call.is_short) {
            line = answer.gateway ? answer.gateway->to_string() : "-";
        } else if (answer.is_found()) {
            append_answer(line, {flow, answer, listing});
        } else {
            return fail(ErrorKind::not_found, refusal_text(flow, answer));
        }
        printer.line(line);
        return code_of(answer);
    };
    const auto none = [&](std::string_view) { printer.line("-"); };
    const auto code =
        each_question(call, stack, names, Tells::way, engine, print, none, [&] { (void)printer.flush(); });
    return code ? finish(call, stack, printer, *code) : code;
}

cli::Outcome run(const cli::Call& call) {
    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    const Names names(call.numeric);
    if (call.has("rpf")) return check_reverse_path(call, *stack, names);
    const auto engine = engine_of(call);
    if (!engine) return std::unexpected(engine.error());
    return call.is_short || wants_words(call) ? print_lines(call, *stack, names, *engine)
                                              : print_records(call, call.output, *stack, names, *engine);
}

}  // namespace

constexpr cli::Verb get{.name = "get",
                        .subjects = "ADDR...|-",
                        .help = "the way of packets to each: next hop, device, source",
                        .options = options,
                        .columns = cli::answer_column_names,
                        .run = run,
                        .min_subjects = 1,
                        .max_subjects = static_cast<std::size_t>(-1),
                        .has_short = true,
                        .has_families = false,
                        .words = selector_words};

}  // namespace snet::route
