#include "tools/snet-ifaces/each_interface.hpp"

#include <utility>

#include "tools/cli/subjects.hpp"

namespace snet {
namespace {

Result<Interface> default_of(const Stack& stack, const InterfaceQuery& query) {
    auto interface = stack.default_interface(query);
    if (!interface) return std::unexpected(std::move(interface.error()));
    if (!*interface) return fail(ErrorKind::not_found, "there is no default interface");
    return std::move(**interface);
}

}  // namespace

cli::Outcome each_interface(const cli::Call& call, const Stack& stack, const InterfaceQuery& query,
                            FunctionRef<cli::Outcome(const Interface&)> answer,
                            cli::RecordNone none, FunctionRef<void()> before_wait) {
    const auto with = [&](std::string_view subject, Result<Interface> interface) -> cli::Outcome {
        if (interface) return answer(*interface);
        if (answers_failed(call, interface.error())) none(subject);
        return std::unexpected(std::move(interface.error()));
    };
    if (!call.subjects.empty())
        return cli::each_subject(
            call, [&](std::string_view subject) { return with(subject, stack.interface(subject, query)); },
            none, before_wait);
    cli::Outcome outcome = with("", default_of(stack, query));
    // Not an error to `run`, so that JSON still gets its empty array.
    if (outcome || outcome.error().kind != ErrorKind::not_found) return outcome;
    cli::report_error(call, outcome.error().message);
    return cli::ExitCode::not_found;
}

}  // namespace snet
