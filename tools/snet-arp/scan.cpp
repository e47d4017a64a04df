#include <algorithm>
#include <limits>
#include <optional>

#include "snet/neighbor_scan.hpp"
#include "snet/privileges.hpp"
#include "tools/cli/process.hpp"
#include "tools/cli/progress.hpp"
#include "tools/common/next_row.hpp"
#include "tools/common/open_stack.hpp"
#include "tools/snet-arp/arguments.hpp"
#include "tools/snet-arp/capture_file.hpp"
#include "tools/snet-arp/scan_rows.hpp"
#include "tools/snet-arp/scan_targets.hpp"
#include "tools/snet-arp/verbs.hpp"

namespace snet::arp {

namespace {

constexpr cli::Option options[] = {
    {"dev", 0, "D", "ask on interface D, whatever the routes say"},
    {"local", 0, "", "all IPv4 nets that an interface is connected to"},
    {"multicast", 0, "", "the IPv6 nodes that answer what is sent to all of them"},
    {"exclude", 0, "TARGET", "leave these out; several are joined by commas"},
    {"source", 0, "A", "ask from address A; it stays in the neighbors' caches"},
    {"rate", 0, "PPS", "packets a second, 1000 if not said; 0: as fast as it goes"},
    {"tries", 0, "N", "ask N times who does not answer, 2 if not said"},
    {"timeout", 0, "S", "seconds to wait behind the last try, 1 if not said"},
    {"all", 'a', "", "also the addresses that nobody answers for"},
    {"write", 'w', "FILE", "the answers' frames as pcap"},
    {"probe", 0, "", "ask for a frozen stack, too"},
};

constexpr auto most = std::numeric_limits<std::uint32_t>::max();

Result<ScanOptions> read_options(const cli::Call& call) {
    ScanOptions given;
    const auto rate = number_of(call, "rate", 0, most, given.rate);
    if (!rate) return std::unexpected(rate.error());
    const auto tries = number_of(call, "tries", 1, 100, given.tries);
    if (!tries) return std::unexpected(tries.error());
    const auto timeout = seconds_of(call, "timeout", given.timeout);
    if (!timeout) return std::unexpected(timeout.error());
    return ScanOptions{.rate = *rate, .tries = *tries, .timeout = *timeout};
}

// A frozen stack sends nothing by itself: the neighbors that it has are its answers.
cli::Outcome list_known(const cli::Call& call, const Stack& stack, const NamedTargets& named) {
    const ScanTargets& targets = named.targets;
    ScanRows rows(call);
    bool is_any = false;
    const auto has = [](const std::vector<AddressRange>& ranges, const IpAddress& address) {
        return std::ranges::any_of(ranges, [&](const AddressRange& one) { return one.contains(address); });
    };
    const auto done = stack.each_neighbor({.family = call.family, .device = targets.device}, [&](const Neighbor& one) {
        const auto mac = one.mac ? one.mac->mac() : std::nullopt;
        const bool is_meant = has(targets.ranges, one.address) || (targets.local && one.address.is_ipv4()) ||
                              (targets.groups && one.address.is_ipv6());
        if (!mac || !is_meant || has(targets.excluded, one.address)) return next_row();
        rows.add({.address = one.address, .device = one.device, .mac = mac, .origin = to_string(one.origin)});
        is_any = true;
        return next_row();
    });
    if (!done) return std::unexpected(done.error());
    if (const auto written = rows.finish(nullptr); !written) return std::unexpected(written.error());
    return worst(named.code, is_any ? cli::ExitCode::success : cli::ExitCode::not_found);
}

std::string seconds_text(std::chrono::nanoseconds time) {
    const auto hundredths = std::chrono::round<std::chrono::milliseconds>(time).count() / 10;
    const std::string rest = std::to_string(hundredths % 100);
    return std::to_string(hundredths / 100) + "." + (rest.size() < 2 ? "0" : "") + rest;
}

void tell_summary(const cli::Call& call, const ScanSummary& sum) {
    const double seconds = std::max(std::chrono::duration<double>(sum.elapsed).count(), 1e-6);
    const auto rate = static_cast<std::uint64_t>(static_cast<double>(sum.sent) / seconds);
    cli::report_warning(call, std::to_string(sum.asked) + " asked, " + std::to_string(sum.answered) + " answered in " +
                                  seconds_text(sum.elapsed) + " s, " + std::to_string(rate) + " packets/s");
    if (sum.lost == 0) return;
    cli::report_error(call, std::to_string(sum.lost) +
                                " packets were lost because they came too fast: ask slower, by --rate, or once more");
}

class Scanning {
  public:
    Scanning(const cli::Call& call, std::optional<CaptureFile> file)
        : call_(call), rows_(call), file_(std::move(file)), progress_(call.quiet) {}

    cli::Outcome run(NeighborScan& scan) {
        for (const ScanPlan::Own& own : scan.plan().own())
            rows_.add({.address = own.address, .device = own.device, .mac = own.mac, .origin = "self"});
        const auto summary = scan.run({.answer = [this](const ScanAnswer& answer) { take(answer); },
                                       .progress = [this](const ScanProgress& progress) { tell(progress); },
                                       .is_stopped = [] { return cli::interrupted(); }});
        progress_.clear();
        const auto written = rows_.finish(summary && call_.has("all") ? &scan.plan() : nullptr);
        if (!summary) return std::unexpected(summary.error());
        if (!written) return std::unexpected(written.error());
        if (file_)
            if (const auto saved = file_->finish(); !saved) return std::unexpected(saved.error());
        tell_summary(call_, *summary);
        if (summary->lost != 0) return cli::ExitCode::failure;
        const bool is_any = summary->answered != 0 || !scan.plan().own().empty();
        return is_any ? cli::ExitCode::success : cli::ExitCode::not_found;
    }

  private:
    void take(const ScanAnswer& answer) {
        if (answer.first_mac) {
            progress_.clear();
            cli::report_warning(call_, answer.address.to_string() + ": two hosts claim it: " +
                                           answer.first_mac->to_string() + " and " + answer.mac.to_string());
        }
        if (file_) file_->add(answer.when, answer.frame);
        rows_.add({.address = answer.address,
                   .device = std::string(answer.device),
                   .mac = answer.mac,
                   .round_trip = answer.round_trip,
                   .is_duplicate = answer.first_mac.has_value(),
                   .origin = "learned"});
    }

    void tell(const ScanProgress& progress) {
        progress_.tell(progress.sent, std::max(progress.sent, progress.to_send),
                       ", " + std::to_string(progress.answered) + " answered");
        rows_.flush();
    }

    const cli::Call& call_;
    ScanRows rows_;
    std::optional<CaptureFile> file_;
    cli::Progress progress_;
};

cli::Outcome run(const cli::Call& call) {
    const auto stack = open_stack(call);
    if (!stack) return std::unexpected(stack.error());
    const auto given = read_options(call);
    if (!given) return std::unexpected(given.error());
    const auto named = read_targets(call);
    if (!named) return std::unexpected(named.error());
    if (cli::interrupted()) return cli::ExitCode::interrupted;
    if (stack->base() == StackBase::none && !call.has("probe")) return list_known(call, *stack, *named);
    auto plan = ScanPlan::make(*stack, named->targets);
    if (!plan) return std::unexpected(plan.error());
    report_warnings(call, *stack);
    std::optional<CaptureFile> file;
    if (const auto path = call.value("write")) {
        auto created = CaptureFile::create(std::string(*path));
        if (!created) return std::unexpected(created.error());
        file.emplace(std::move(*created));
    }
    auto scan = NeighborScan::open(std::move(*plan), *given);
    if (!scan) return std::unexpected(scan.error());
    drop_privileges();
    const auto code = Scanning(call, std::move(file)).run(*scan);
    return code ? worst(named->code, *code) : code;
}

}  // namespace

constexpr cli::Verb scan{.name = "scan",
                         .subjects = "[TARGET...|-]",
                         .help = "who is there, by ARP and neighbor discovery",
                         .options = options,
                         .columns = scan_column_names,
                         .run = run,
                         .max_subjects = std::numeric_limits<std::size_t>::max(),
                         .has_numeric = false};

}  // namespace snet::arp
