#include <deque>

#include "tools/cli/process.hpp"
#include "tools/cli/subjects.hpp"
#include "tools/common/finish.hpp"
#include "tools/common/line_printer.hpp"
#include "tools/common/open_vendors.hpp"
#include "tools/snet-arp/arguments.hpp"
#include "tools/snet-arp/hop_finder.hpp"
#include "tools/snet-arp/hop_line.hpp"
#include "tools/snet-arp/resolution_columns.hpp"
#include "tools/snet-arp/verbs.hpp"

namespace snet::arp {

namespace {

constexpr cli::Option options[] = {
    {"dev", 0, "D", "on interface D"},
    {"timeout", 0, "S", "seconds to wait for an answer to each question (1)"},
    {"tries", 0, "N", "questions at most (3)"},
    {"max-age", 0, "S", "seconds for which a learned answer counts (120)"},
    {"no-probe", 0, "", "ask nobody: rows alone"},
    {"refresh", 0, "", "ask, whatever the rows say, but those of the stack's file"},
    {"probe", 0, "", "ask on this machine's interfaces though the stack is frozen"},
    {"source", 0, "A", "ask from address A"},
};

/// Answers in the order of the subjects, while questions about some hundred of them are under way side by side.
class Answers {
  public:
    using Print = FunctionRef<cli::Outcome(std::string_view subject, const Hop& hop, const Resolution& resolution)>;

    Answers(const cli::Call& call, NeighborResolver& resolver, Print print, cli::RecordNone none)
        : call_(call), resolver_(resolver), print_(print), none_(none) {}

    void add(std::string_view subject, std::size_t line, Hop&& hop) {
        waiting_.push_back({std::string(subject), line, std::move(hop), std::nullopt});
        waiting_.back().result = resolver_.ask(waiting_.back().hop);
        print_ready();
        while (waiting_.size() >= most && wait())
            print_ready();
    }

    /// Answers them all, unless it is stopped.
    void clear() {
        while (!waiting_.empty() && wait())
            print_ready();
    }

    cli::ExitCode code() const { return code_; }

  private:
    static constexpr std::size_t most = 1024;

    struct Subject {
        std::string text;
        std::size_t line;
        Hop hop;
        std::optional<Result<Resolution>> result;
    };

    bool wait() {
        if (!resolver_.wait([] { return cli::interrupted(); })) return false;
        for (Subject& one : waiting_)
            if (!one.result) one.result = resolver_.ask(one.hop);
        return true;
    }

    void print_ready() {
        for (; !waiting_.empty() && waiting_.front().result; waiting_.pop_front()) {
            const Subject& one = waiting_.front();
            const Result<Resolution>& result = *one.result;
            if (!result && cli::answers_each(call_)) none_(one.text);
            const auto outcome =
                result ? print_(one.text, one.hop, *result) : cli::Outcome(std::unexpected(result.error()));
            code_ = cli::worst(code_, outcome ? *outcome : cli::report_subject(call_, one.line, outcome.error()));
        }
    }

    const cli::Call& call_;
    NeighborResolver& resolver_;
    Print print_;
    cli::RecordNone none_;
    std::deque<Subject> waiting_;
    cli::ExitCode code_ = cli::ExitCode::success;
};

Result<void> read_numbers(const cli::Call& call, ResolutionOptions& read) {
    constexpr std::uint32_t most_tries = 100;
    const auto timeout = seconds_of(call, "timeout", read.timeout);
    if (!timeout) return std::unexpected(timeout.error());
    const auto max_age = seconds_of(call, "max-age", read.max_age);
    if (!max_age) return std::unexpected(max_age.error());
    const auto tries = number_of(call, "tries", 1, most_tries, read.tries);
    if (!tries) return std::unexpected(tries.error());
    if (*timeout < std::chrono::milliseconds(1))
        return fail(ErrorKind::invalid, "--timeout: nobody answers in less than a millisecond");
    read.timeout = *timeout;
    read.max_age = std::chrono::floor<std::chrono::seconds>(*max_age);
    read.tries = *tries;
    return {};
}

Result<ResolutionOptions> read_options(const cli::Call& call) {
    ResolutionOptions read{.asks = !call.has("no-probe"),
                           .asks_frozen = call.has("probe"),
                           .refreshes = call.has("refresh"),
                           .netns = call.netns};
    if (!read.asks && (read.asks_frozen || read.refreshes))
        return fail(ErrorKind::invalid, "--no-probe excludes --probe and --refresh");
    if (auto done = read_numbers(call, read); !done) return std::unexpected(std::move(done.error()));
    if (const auto word = call.value("source")) {
        const auto source = IpAddress::parse(*word);
        if (!source) return std::unexpected(source.error());
        read.source = *source;
    }
    return read;
}

Result<std::string> read_device(const cli::Call& call, const Stack& stack) {
    const auto word = call.value("dev");
    if (!word) return std::string();
    auto device = stack.interface(*word, {.addresses = false});
    if (!device) return std::unexpected(std::move(device.error()));
    return std::move(device->name);
}

void warn_of_others(const cli::Call& call, std::string_view subject, const Resolution& resolution) {
    if (resolution.others.empty()) return;
    const Neighbor& first = resolution.neighbor;
    std::string text = std::string(subject) + ": two answers: " + first.address.to_string() + " on " + first.device +
                       " is at " + first.mac->to_string(first.link_type);
    for (const MacAddress& other : resolution.others)
        text += " and at " + other.to_string();
    cli::report_warning(call, text);
}

/// Looks up and resolves the subjects of a call, one after the other.
class Getter {
  public:
    Getter(const cli::Call& call, const Stack& stack, std::string device, Answers& answers, cli::RecordNone none)
        : call_(call),
          device_(std::move(device)),
          finder_(stack, device_, call.subjects.size() > 1 || cli::is_standard_input(call.subjects)),
          answers_(answers),
          none_(none) {}

    cli::Outcome get(std::string_view text, std::size_t line) {
        auto read = read_hop_line(text);
        if (!read) return refuse(text, std::move(read.error()));
        const IpAddress& to = read->address.address;
        const std::string subject = to.to_string();
        if (!read->route && to.is_ipv6() && to.is_link_local() && read->address.zone.empty() && device_.empty())
            cli::report_warning(call_, subject + ": on which link? fe80::1%eth0 says it");
        auto hop = read->route ? Result<Hop>(std::move(*read->route)) : finder_.find(read->address);
        if (!hop && hop.error().kind == ErrorKind::not_found && !wants_words(call_)) {
            answers_.clear();  // which come before it
            none_(subject);
            return cli::ExitCode::not_found;
        }
        if (!hop) return refuse(subject, std::move(hop.error()));
        answers_.add(subject, line, std::move(*hop));
        return cli::ExitCode::success;
    }

  private:
    cli::Outcome refuse(std::string_view text, Error&& error) {
        answers_.clear();  // which come before it
        if (cli::answers_failed(call_, error) || call_.output.format == cli::Format::json)
            none_(text.substr(0, text.find_first_of(" \t")));
        return std::unexpected(std::move(error));
    }

    const cli::Call& call_;
    std::string device_;
    HopFinder finder_;
    Answers& answers_;
    cli::RecordNone none_;
};

cli::OutputOptions output_of(const cli::Call& call) {
    cli::OutputOptions output = cli::as_lines(call.output);
    if (!call.is_short) return output;
    output.format = cli::Format::raw;
    output.columns = {"lladdr"};
    return output;
}

/// Prints answers as the call wants them.
class ResolutionPrinter {
  public:
    explicit ResolutionPrinter(const cli::Call& call)
        : call_(call),
          is_in_words_(wants_words(call) && !call.is_short),
          records_(output_of(call), resolution_columns) {
        if (records_.has("vendor")) vendors_ = open_vendors(call);
    }

    cli::Outcome print(std::string_view subject, const Hop& hop, const Resolution& resolution) {
        warn_of_others(call_, subject, resolution);
        const ResolutionRow row{subject, &hop, &resolution, vendors_ ? &*vendors_ : nullptr};
        if (is_in_words_ && resolution.is_found()) words_.line(resolution_line(row));
        if (!is_in_words_) records_.row(row);
        if (resolution.is_found()) return cli::ExitCode::success;
        if (!is_in_words_) return cli::ExitCode::not_found;
        return fail(ErrorKind::not_found, negative_text(subject, hop, resolution));
    }

    void none(std::string_view subject) {
        if (!is_in_words_) records_.row({.subject = subject, .is_routed = false});
    }

    void flush() { (void)(is_in_words_ ? words_.flush() : records_.flush()); }

    Result<void> finish() {
        if (auto written = words_.finish(); !written) return written;
        return records_.finish();
    }

  private:
    const cli::Call& call_;
    bool is_in_words_;
    LinePrinter words_;
    cli::Printer<ResolutionRow> records_;
    std::optional<Vendors> vendors_;
};

cli::Outcome run(const cli::Call& call) {
    const auto wanted = read_options(call);
    if (!wanted) return std::unexpected(wanted.error());
    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    const auto place = stack_place(call);
    if (!place) return std::unexpected(place.error());
    auto device = read_device(call, *stack);
    if (!device) return std::unexpected(std::move(device.error()));

    const auto learned = LearnedNeighbors::of(*stack, *place);
    NeighborResolver resolver(*stack, learned ? &*learned : nullptr, *wanted);
    ResolutionPrinter printer(call);
    const auto print = [&](std::string_view subject, const Hop& hop, const Resolution& resolution) {
        return printer.print(subject, hop, resolution);
    };
    const auto none = [&](std::string_view subject) { printer.none(subject); };
    Answers answers(call, resolver, print, none);
    Getter getter(call, *stack, std::move(*device), answers, none);
    const auto code = cli::each_line(
        call, call.subjects, [&](std::string_view text, std::size_t line) { return getter.get(text, line); }, none,
        [&] {
            answers.clear();
            printer.flush();
        });
    answers.clear();
    if (!code) return code;
    report_warnings(call, *stack);
    if (auto written = printer.finish(); !written) return std::unexpected(std::move(written.error()));
    return cli::worst(*code, answers.code());
}

}  // namespace

constexpr cli::Verb get{.name = "get",
                        .subjects = "ADDR...|-",
                        .help = "the MAC of the next hop to each, asked for if need be",
                        .options = options,
                        .columns = resolution_column_names,
                        .run = run,
                        .min_subjects = 1,
                        .max_subjects = static_cast<std::size_t>(-1),
                        .has_short = true,
                        .has_families = false,
                        .has_numeric = false};

}  // namespace snet::arp
