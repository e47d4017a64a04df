#include "tools/snet-arp/scan_targets.hpp"

#include "tools/cli/subjects.hpp"

namespace snet::arp {

namespace {

// The ranges of every --exclude, which are joined by commas.
Result<std::vector<AddressRange>> excluded(const cli::Call& call) {
    std::vector<AddressRange> ranges;
    for (const cli::Call::Given& one : call.given) {
        if (one.option->name != "exclude") continue;
        for (std::string_view rest = one.value; !rest.empty();) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            const auto range = AddressRange::parse(rest.substr(0, comma));
            if (!range) return std::unexpected(range.error());
            ranges.push_back(*range);
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
    }
    return ranges;
}

Result<std::optional<IpAddress>> source(const cli::Call& call) {
    const auto word = call.value("source");
    if (!word) return std::nullopt;
    const auto address = IpAddress::parse(*word);
    if (!address) return std::unexpected(address.error());
    return *address;
}

}  // namespace

Result<NamedTargets> read_targets(const cli::Call& call) {
    NamedTargets named;
    ScanTargets& targets = named.targets;
    targets.local = call.has("local");
    targets.groups = call.has("multicast");
    if (call.subjects.empty() && !targets.local && !targets.groups)
        return fail(ErrorKind::invalid, "what is to be scanned? Name addresses or nets, or say --local or --multicast");
    targets.device = call.value("dev").value_or("");
    targets.family = call.family;
    targets.netns = call.netns;
    auto without = excluded(call);
    if (!without) return std::unexpected(std::move(without.error()));
    targets.excluded = std::move(*without);
    const auto from = source(call);
    if (!from) return std::unexpected(from.error());
    targets.source = *from;
    const bool is_input = cli::is_standard_input(call.subjects);
    std::optional<Error> wrong;
    const auto code = cli::each_subject(
        call,
        [&](std::string_view subject) -> cli::Outcome {
            auto range = AddressRange::parse(subject);
            if (range)
                targets.ranges.push_back(*range);
            else if (is_input)
                return std::unexpected(std::move(range.error()));
            else if (!wrong)
                wrong = std::move(range.error());
            return cli::ExitCode::success;
        },
        [](std::string_view) {}, [] {});
    if (!code) return std::unexpected(code.error());
    if (wrong) return std::unexpected(std::move(*wrong));
    named.code = *code;
    return named;
}

}  // namespace snet::arp
