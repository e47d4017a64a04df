#include "snet/neighbor_announce.hpp"
#include "snet/privileges.hpp"
#include "tools/cli/process.hpp"
#include "tools/snet-arp/arguments.hpp"
#include "tools/snet-arp/verbs.hpp"

namespace snet::arp {

namespace {

constexpr cli::Option options[] = {
    {"dev", 0, "D", "tell those behind interface D"},
    {"count", 0, "N", "tell it N times, 2 if not said"},
    {"interval", 0, "S", "seconds between them, 1 if not said"},
    {"force", 0, "", "also an address that D does not have"},
};

cli::Outcome run(const cli::Call& call) {
    const auto address = IpAddress::parse(call.subjects.front());
    if (!address) return std::unexpected(address.error());
    if (address->is_multicast() || address->is_unspecified())
        return fail(ErrorKind::invalid, address->to_string() + ": no address that a host can have");
    const auto count = number_of(call, "count", 1, 1000, 2);
    if (!count) return std::unexpected(count.error());
    const auto interval = seconds_of(call, "interval", std::chrono::seconds(1));
    if (!interval) return std::unexpected(interval.error());
    const Announcement announcement{.address = *address,
                                    .device = std::string(call.value("dev").value_or("")),
                                    .netns = call.netns,
                                    .count = *count,
                                    .interval = *interval,
                                    .force = call.has("force")};
    const auto done = announce_address(announcement, [] { drop_privileges(); }, [] { return cli::interrupted(); });
    if (!done) return std::unexpected(done.error());
    return cli::ExitCode::success;
}

}  // namespace

constexpr cli::Verb announce{.name = "announce",
                             .subjects = "ADDR",
                             .help = "tells the neighbors that an address is here",
                             .options = options,
                             .run = run,
                             .min_subjects = 1,
                             .max_subjects = 1,
                             .has_families = false,
                             .has_stack = false,
                             .has_numeric = false};

}  // namespace snet::arp
