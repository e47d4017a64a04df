#include "tools/snet-route/each_question.hpp"

#include <unistd.h>

#include <algorithm>
#include <map>

#include "tools/cli/quoted.hpp"
#include "tools/cli/subjects.hpp"
#include "tools/snet-route/question.hpp"

namespace snet::route {

namespace {

/// The interfaces' names by their other names.
class OtherNames {
  public:
    explicit OtherNames(std::span<const Interface> interfaces) {
        for (const Interface& one : interfaces)
            for (const std::string& other : one.altnames)
                names_.emplace(other, one.name);
    }

    /// The names of a flow's devices, as look-up knows them.
    void resolve(Flow& flow) const {
        for (std::string* const device : {&flow.iif, &flow.oif})
            if (const auto found = device->empty() ? names_.end() : names_.find(*device); found != names_.end())
                *device = found->second;
    }

  private:
    std::map<std::string, std::string> names_;
};

/// Reads questions and answers them.
class Oracle {
  public:
    Oracle(const cli::Call& call, Flow defaults, const Names& names, AnswerQuestion answer)
        : call_(call), defaults_(std::move(defaults)), names_(names), answer_(answer) {}

    Result<Flow> read(std::string_view text) const {
        auto flow = read_question(text, defaults_, names_);
        if (flow && flow->iif.empty() && !flow->uid) flow->uid = caller_;
        if (flow && needs_zone(*flow))
            cli::report_warning(call_, flow->destination.to_string() + ": on which link? fe80::1%eth0 says it");
        return flow;
    }

    /// A question of the command line, where the defaults stand beside the address.
    Result<Flow> read_word(std::string_view text) const {
        auto flow = read(text);
        if (flow && !defaults_.oif.empty() && flow->oif != defaults_.oif)
            return fail(ErrorKind::invalid, std::string(text) + ": not on " + cli::quoted(defaults_.oif) + ", the oif");
        return flow;
    }

    /// From the tables of this question alone.
    cli::Outcome answer_one(std::string_view text, const Stack& stack) const {
        auto flow = read_word(text);
        if (!flow) return std::unexpected(std::move(flow.error()));
        auto tables = LookupTables::read(stack, &*flow);
        if (!tables) return std::unexpected(std::move(tables.error()));
        OtherNames(tables->interfaces).resolve(*flow);
        return answer_(*flow, Lookup(std::move(*tables)));
    }

    cli::Outcome answer_all(std::span<const std::string> texts, const Stack& stack,
                            FunctionRef<void()> before_wait) const {
        auto tables = LookupTables::read(stack);
        if (!tables) return std::unexpected(std::move(tables.error()));
        const OtherNames other_names(tables->interfaces);
        const Lookup lookup(std::move(*tables));
        const bool is_stream = cli::is_standard_input(texts);
        const auto answer = [&](std::string_view text) -> cli::Outcome {
            auto flow = is_stream ? read(text) : read_word(text);
            if (!flow) return std::unexpected(std::move(flow.error()));
            other_names.resolve(*flow);
            return answer_(*flow, lookup);
        };
        return cli::each_line(call_, texts, answer, before_wait);
    }

  private:
    static bool needs_zone(const Flow& flow) {
        return flow.destination.is_ipv6() && flow.destination.is_link_local() && flow.oif.empty() && flow.iif.empty();
    }

    const cli::Call& call_;
    Flow defaults_;
    const Names& names_;
    AnswerQuestion answer_;
    std::uint32_t caller_ = getuid();
};

}  // namespace

cli::Outcome each_question(const cli::Call& call, const Stack& stack, const Names& names, AnswerQuestion answer,
                           FunctionRef<void()> before_wait) {
    const std::span words(call.subjects);
    const auto addresses = words.first(count_addresses(words));
    if (addresses.empty()) return fail(ErrorKind::invalid, "no address stands before the word " + cli::quoted(words[0]));
    Flow defaults;
    if (auto done = read_selectors(words.subspan(addresses.size()), defaults, names); !done)
        return std::unexpected(std::move(done.error()));
    const Oracle oracle(call, std::move(defaults), names, answer);
    if (addresses.size() == 1 && !cli::is_standard_input(addresses)) return oracle.answer_one(addresses[0], stack);
    return oracle.answer_all(addresses, stack, before_wait);
}

}  // namespace snet::route
