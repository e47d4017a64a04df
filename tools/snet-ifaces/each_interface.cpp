#include "tools/snet-ifaces/each_interface.hpp"

#include <string>
#include <unordered_map>
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

/// The interfaces that were asked for: a stream names few of them often. One entry for each name, a stream of names
/// that are none included, would grow without end.
class Known {
  public:
    Known(const Stack& stack, const InterfaceQuery& query) : stack_(stack), query_(query) {}

    const Result<Interface>& interface(const std::string& subject) {
        if (known_.size() == most) known_.clear();
        const auto [place, is_new] = known_.try_emplace(subject);
        if (is_new) place->second = stack_.interface(subject, query_);
        return place->second;
    }

    void forget() { known_.clear(); }

  private:
    static constexpr std::size_t most = 10'000;

    const Stack& stack_;
    const InterfaceQuery& query_;
    std::unordered_map<std::string, Result<Interface>> known_;
};

using With = FunctionRef<cli::Outcome(std::string_view subject, const Result<Interface>&)>;

cli::Outcome each_named(const cli::Call& call, Known known, With with, cli::RecordNone none,
                        FunctionRef<void()> before_wait) {
    bool is_wait = true;
    const auto answer = [&](std::string_view subject) {
        cli::Outcome outcome = with(subject, known.interface(std::string(subject)));
        is_wait = outcome.has_value();
        return outcome;
    };
    const auto before = [&] {
        // Who waits for input may wait long; an error that is reported is no wait.
        if (std::exchange(is_wait, true)) known.forget();
        before_wait();
    };
    return cli::each_subject(call, answer, none, before);
}

}  // namespace

cli::Outcome each_interface(const cli::Call& call, const Stack& stack, const InterfaceQuery& query,
                            FunctionRef<cli::Outcome(const Interface&)> answer, cli::RecordNone none,
                            FunctionRef<void()> before_wait) {
    const auto with = [&](std::string_view subject, const Result<Interface>& interface) -> cli::Outcome {
        if (interface) return answer(*interface);
        if (answers_failed(call, interface.error())) none(subject);
        return std::unexpected(interface.error());
    };
    if (!call.subjects.empty()) return each_named(call, Known(stack, query), with, none, before_wait);
    cli::Outcome outcome = with("", default_of(stack, query));
    // Not an error to `run`, so that JSON still gets its empty array.
    if (outcome || outcome.error().kind != ErrorKind::not_found) return outcome;
    cli::report_error(call, outcome.error().message);
    return cli::ExitCode::not_found;
}

}  // namespace snet
