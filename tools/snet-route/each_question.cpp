#include "tools/snet-route/each_question.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <vector>

#include "tools/cli/process.hpp"
#include "tools/cli/quoted.hpp"
#include "tools/cli/subjects.hpp"
#include "tools/snet-route/question.hpp"

namespace snet::route {

namespace {

/// The interfaces' names by what else they are called: an alternative name, or the index. The exact name goes first.
class OtherNames {
  public:
    explicit OtherNames(std::span<const Interface> interfaces) {
        for (const Interface& one : interfaces)
            names_.emplace(one.name, one.name);
        for (const Interface& one : interfaces)
            for (const std::string& other : one.altnames)
                names_.emplace(other, one.name);
        for (const Interface& one : interfaces)
            names_.emplace(std::to_string(one.index), one.name);
    }

    /// The names of a flow's devices, as look-up knows them.
    void resolve(Flow& flow) const {
        for (std::string* const device : {&flow.iif, &flow.oif, &flow.vrf})
            if (const auto found = device->empty() ? names_.end() : names_.find(*device); found != names_.end())
                *device = found->second;
    }

  private:
    std::map<std::string, std::string> names_;
};

std::optional<IpAddress> bare_ipv4(std::string_view text) {
    constexpr std::size_t longest = 15;
    if (text.size() > longest || text.back() > '9' || text.contains(':')) return std::nullopt;
    const auto address = IpAddress::parse(text);
    return address ? std::optional(*address) : std::nullopt;
}

bool is_bare(const Flow& flow) {
    return !flow.from && flow.iif.empty() && flow.oif.empty() && flow.vrf.empty();
}

/// Questions that wait for their answers, so that these can wait for the memory side by side. Where only the way is
/// told, packets that go the same way share one answer.
class Backlog {
  public:
    Backlog(const cli::Call& call, const Lookup& lookup, Tells tells, AnswerQuestion answer)
        : call_(call), lookup_(lookup), tells_(tells), answer_(answer) {}

    void add(const Flow& flow, std::size_t line) {
        lines_[count_] = line;
        destinations_[count_] = flow.destination;
        flows_[count_] = flow;
        if (++count_ == most) clear();
    }

    /// Answers them all.
    void clear() {
        if (count_ == 0) return;
        find_ways();
        for (std::size_t i = 0; i < count_; ++i) {
            const auto ask = [&](Trace* trace) {
                return ways_[i] != unknown ? known(i) : lookup_.answer(flows_[i], trace);
            };
            const cli::Outcome outcome = answer_(flows_[i], ask);
            code_ = cli::worst(code_, outcome ? *outcome : cli::report_subject(call_, lines_[i], outcome.error()));
        }
        count_ = 0;
    }

    cli::ExitCode code() const { return code_; }

  private:
    static constexpr std::size_t most = 32;  // as many as a batch of a Fib
    static constexpr std::uint32_t unknown = Lookup::unknown_way;

    void find_ways() {
        ways_.fill(unknown);
        if (tells_ == Tells::way) {
            lookup_.ways(std::span(destinations_.data(), count_), std::span(ways_.data(), count_));
            for (std::size_t i = 0; i < count_; ++i)
                if (!is_bare(flows_[i])) ways_[i] = unknown;
        }
        if (count_ > 1 && std::ranges::find(ways_.begin(), ways_.begin() + count_, unknown) != ways_.begin() + count_)
            lookup_.prefetch(std::span(flows_.data(), count_));
    }

    const Answer& known(std::size_t i) {
        if (answers_.size() <= ways_[i]) answers_.resize(ways_[i] + 1);
        std::optional<Answer>& answer = answers_[ways_[i]];
        if (!answer) answer = lookup_.answer(flows_[i]);
        return *answer;
    }

    const cli::Call& call_;
    const Lookup& lookup_;
    Tells tells_;
    AnswerQuestion answer_;
    std::array<Flow, most> flows_;
    std::array<IpAddress, most> destinations_;
    std::array<std::uint32_t, most> ways_{};
    std::array<std::size_t, most> lines_{};
    std::size_t count_ = 0;
    std::vector<std::optional<Answer>> answers_;  ///< by way
    cli::ExitCode code_ = cli::ExitCode::success;
};

// Ctrl-C does not wait for large tables.
template <class Read>
auto at_once(Read read) {
    const cli::QuickInterrupts quick;
    return read();
}

/// Reads questions and answers them.
class Oracle {
  public:
    Oracle(const cli::Call& call, Flow defaults, const Names& names, Tells tells, Engine engine, AnswerQuestion answer,
           cli::RecordNone none)
        : call_(call),
          defaults_(std::move(defaults)),
          names_(names),
          tells_(tells),
          engine_(engine),
          answer_(answer),
          none_(none) {}

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
        if (!flow) return refuse(text, std::move(flow.error()));
        if (engine_ == Engine::kernel) {
            const auto answer = kernel_answer(stack, *flow);
            if (!answer) return refuse(text, Error(answer.error()));
            return answer_(*flow, [&](Trace*) { return *answer; });
        }
        if (tells_ == Tells::way && engine_ == Engine::quicker) {
            const auto answer = Answer::of_system(stack, *flow);
            if (!answer) return std::unexpected(answer.error());
            if (*answer) return answer_(*flow, [&](Trace*) { return **answer; });
        }
        auto tables = at_once([&] {
            return tells_ == Tells::reasons || engine_ != Engine::quicker ? LookupTables::read(stack, &*flow)
                                                                          : LookupTables::read_for_answer(stack, *flow);
        });
        if (!tables) return std::unexpected(std::move(tables.error()));
        OtherNames(tables->interfaces).resolve(*flow);
        const Lookup lookup(std::move(*tables));
        if (engine_ == Engine::both)
            if (auto same = check_against_kernel(stack, *flow, lookup.answer(*flow)); !same)
                return refuse(text, std::move(same.error()));
        return answer_(*flow, [&](Trace* trace) { return lookup.answer(*flow, trace); });
    }

    /// One by one, as the kernel is asked.
    cli::Outcome answer_each(std::span<const std::string> texts, const Stack& stack,
                             FunctionRef<void()> before_wait) const {
        const auto answer = [&](std::string_view text, std::size_t) { return answer_one(text, stack); };
        return cli::each_line(call_, texts, answer, none_, before_wait);
    }

    cli::Outcome answer_all(std::span<const std::string> texts, const Stack& stack,
                            FunctionRef<void()> before_wait) const {
        auto tables = at_once([&] { return LookupTables::read(stack); });
        if (!tables) return std::unexpected(std::move(tables.error()));
        const OtherNames other_names(tables->interfaces);
        const Lookup lookup(std::move(*tables));
        Backlog backlog(call_, lookup, tells_, answer_);
        Flow bare = defaults_;
        if (bare.iif.empty() && !bare.uid) bare.uid = caller_;
        other_names.resolve(bare);
        const auto add = [&](std::string_view text, std::size_t number) -> cli::Outcome {
            // Most questions are an IPv4 address, and nothing more.
            if (const auto address = number != 0 ? bare_ipv4(text) : std::nullopt; address && !bare.from) {
                bare.destination = *address;
                backlog.add(bare, number);
                return cli::ExitCode::success;
            }
            auto flow = number == 0 ? read_word(text) : read(text);
            if (!flow) backlog.clear();  // errors come in the order of their lines
            if (!flow) return refuse(text, std::move(flow.error()));
            other_names.resolve(*flow);
            backlog.add(*flow, number);
            return cli::ExitCode::success;
        };
        const auto clear = [&] {
            backlog.clear();
            before_wait();
        };
        const auto code = cli::each_line(call_, texts, add, none_, clear);
        if (!cli::interrupted()) backlog.clear();
        return code ? cli::worst(*code, backlog.code()) : code;
    }

  private:
    static bool needs_zone(const Flow& flow) {
        return flow.destination.is_ipv6() && flow.destination.is_link_local() && flow.oif.empty() && flow.iif.empty();
    }

    cli::Outcome refuse(std::string_view text, Error error) const {
        if (cli::answers_failed(call_, error)) none_(text.substr(0, text.find_first_of(" \t")));
        return std::unexpected(std::move(error));
    }

    const cli::Call& call_;
    Flow defaults_;
    const Names& names_;
    Tells tells_;
    Engine engine_;
    AnswerQuestion answer_;
    cli::RecordNone none_;
    std::uint32_t caller_ = getuid();
};

}  // namespace

cli::Outcome each_question(const cli::Call& call, const Stack& stack, const Names& names, Tells tells, Engine engine,
                           AnswerQuestion answer, cli::RecordNone none, FunctionRef<void()> before_wait) {
    const std::span words(call.subjects);
    const auto addresses = words.first(count_addresses(words));
    if (addresses.empty())
        return fail(ErrorKind::invalid, "no address stands before the word " + cli::quoted(words[0]));
    Flow defaults;
    if (auto done = read_selectors(words.subspan(addresses.size()), defaults, names); !done)
        return std::unexpected(std::move(done.error()));
    const Oracle oracle(call, std::move(defaults), names, tells, engine, answer, none);
    if (addresses.size() == 1 && !cli::is_standard_input(addresses)) return oracle.answer_one(addresses[0], stack);
    if (engine == Engine::kernel || engine == Engine::both) return oracle.answer_each(addresses, stack, before_wait);
    return oracle.answer_all(addresses, stack, before_wait);
}

}  // namespace snet::route
