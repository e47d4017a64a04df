#include "tools/snet-route/engine.hpp"

#include <optional>
#include <utility>

namespace snet::route {

namespace {

constexpr std::pair<std::string_view, Engine> engines[] = {
    {"kernel", Engine::kernel}, {"private", Engine::own}, {"both", Engine::both}};

bool is_same_way(const Answer& one, const Answer& other) {
    return one.gateway == other.gateway && one.device == other.device && one.source == other.source;
}

bool agrees(const Answer& answer, const Answer& kernels) {
    const bool is_any_way = answer.route != nullptr && answer.route->next_hops.size() > 1;
    return answer.is_found() && answer.type == kernels.type && answer.table == kernels.table &&
           (is_any_way || is_same_way(answer, kernels));
}

std::string text_of(const Answer& answer) {
    if (!answer.is_found()) return "no way";
    return to_string(answer.type) + (answer.gateway ? " via " + answer.gateway->to_string() : "") + " dev " +
           answer.device + (answer.source ? " src " + answer.source->to_string() : "") +
           (answer.table ? " table " + std::to_string(*answer.table) : "");
}

}  // namespace

Result<Engine> engine_of(const cli::Call& call) {
    const auto said = call.value("engine");
    if (!said) return Engine::quicker;
    for (const auto& [name, engine] : engines)
        if (*said == name) return engine;
    return fail(ErrorKind::invalid, "--engine: '" + std::string(*said) + "' is none of kernel, private, both");
}

Result<Answer> kernel_answer(const Stack& stack, const Flow& flow) {
    const auto answer = Answer::of_system(stack, flow);
    if (!answer) return std::unexpected(answer.error());
    if (*answer) return **answer;
    return fail(ErrorKind::invalid, flow.destination.to_string() +
                                        ": the kernel gives no answer: there is no way, or the stack's own rows have a "
                                        "say; --engine private tells");
}

Result<void> check_against_kernel(const Stack& stack, const Flow& flow, const Answer& answer) {
    const auto kernels = Answer::of_system(stack, flow);
    if (!kernels) return std::unexpected(kernels.error());
    if (!*kernels || agrees(answer, **kernels)) return {};
    return fail(ErrorKind::system, flow.destination.to_string() + ": the kernel says " + text_of(**kernels) +
                                       ", the private look-up " + text_of(answer));
}

}  // namespace snet::route
