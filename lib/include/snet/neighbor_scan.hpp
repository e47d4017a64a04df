#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "snet/address_range.hpp"
#include "snet/error.hpp"
#include "snet/function_ref.hpp"
#include "snet/mac_address.hpp"
#include "snet/stack.hpp"

namespace snet {
struct ScanLinks;  // the library's own
}

#pragma GCC visibility push(default)
namespace snet {

/// What is to be scanned, and from where.
struct ScanTargets {
    std::vector<AddressRange> ranges;
    bool local = false;                  ///< also the IPv4 nets that interfaces are connected to
    bool groups = false;                 ///< also the IPv6 nodes of the links, by what is sent to all of them
    std::vector<AddressRange> excluded;  ///< of what is above
    std::string device;                  ///< the one interface to ask on; empty: the one of the connected net
    std::optional<Family> family;        ///< of this family only
    std::optional<IpAddress> source;     ///< instead of the interface's own; it stays in the neighbors' caches
    std::optional<std::string> netns;    ///< the network that the stack was opened in
};

/// The addresses that are asked, each on the link of the connected net that holds it, else of the route that needs no
/// gateway; and those that need not be asked.
///
/// Not asked are this host's own addresses, and the network and broadcast addresses of the nets that it is connected
/// to. The sources are the operating system's own addresses: one that only the stack has would be false news in the
/// caches of the neighbors.
class ScanPlan {
  public:
    /// Reads all that it needs, so that no more is read of the stack. `invalid`: an address is on no link;
    /// `unsupported`: on one that nobody can be asked on, as that of an interface which only the stack has.
    static Result<ScanPlan> make(const Stack& stack, const ScanTargets& targets);

    ScanPlan(ScanPlan&&) noexcept;
    ScanPlan& operator=(ScanPlan&&) noexcept;
    ~ScanPlan();

    std::uint64_t size() const;  ///< how many addresses are asked

    /// This host's own addresses among the targets.
    struct Own {
        IpAddress address;
        std::string device;
        std::optional<MacAddress> mac;
    };
    const std::vector<Own>& own() const;

    /// Calls back for every address that is asked, by ascending address.
    void each_asked(FunctionRef<Next(const IpAddress& address, const std::string& device)> asked) const;

    /// The library's own view of it.
    [[gnu::visibility("hidden")]] const ScanLinks& links() const { return *links_; }

  private:
    explicit ScanPlan(std::unique_ptr<ScanLinks> links);
    std::unique_ptr<ScanLinks> links_;
};

struct ScanOptions {
    std::uint32_t rate = 1000;  ///< packets a second; 0: as many as the machine can
    /// Of who does not answer. The second comes a quarter of a second after the first, each next twice as late, at most
    /// `timeout`.
    unsigned tries = 2;
    std::chrono::milliseconds timeout{1000};  ///< how long answers are awaited behind the last try
};

/// Who has an address.
struct ScanAnswer {
    IpAddress address;
    std::string_view device;
    MacAddress mac;
    std::optional<std::chrono::nanoseconds> round_trip;  ///< none: it is not known any more when it was asked
    std::optional<MacAddress> first_mac;                 ///< of a second answer: what the first said
    std::span<const std::uint8_t> frame;                 ///< from the Ethernet header on
    std::chrono::system_clock::time_point when;
};

struct ScanProgress {
    std::uint64_t sent = 0;      ///< packets
    std::uint64_t to_send = 0;   ///< about as many as it takes
    std::uint64_t answered = 0;  ///< addresses
};

/// How a scan tells of itself, while it runs.
struct ScanEvents {
    /// For every address that answers, and for every other MAC that claims it, up to sixteen. The answer is valid
    /// during the call only.
    FunctionRef<void(const ScanAnswer&)> answer;
    FunctionRef<void(const ScanProgress&)> progress;  ///< often, at least before every wait
    FunctionRef<bool()> is_stopped;                   ///< asked often, and before every wait while SIGINT is held back
};

struct ScanSummary {
    std::uint64_t asked = 0;     ///< addresses
    std::uint64_t sent = 0;      ///< packets
    std::uint64_t answered = 0;  ///< addresses
    std::uint64_t lost = 0;      ///< answers that came faster than they were taken
    std::chrono::nanoseconds elapsed{};
};

/// Asks all addresses of a plan by ARP and neighbor discovery, and all nodes by echo requests, an option that nobody
/// knows and a listener query. Only answers to these questions count (RFC 826, RFC 4861). Needs memory for the answers,
/// not for what is asked.
class NeighborScan {
  public:
    /// Opens the one socket that it takes, which needs CAP_NET_RAW; what comes later needs no privilege.
    static Result<NeighborScan> open(ScanPlan plan, const ScanOptions& options);

    NeighborScan(NeighborScan&&) noexcept;
    NeighborScan& operator=(NeighborScan&&) noexcept;
    ~NeighborScan();

    /// Until all have answered, or nobody does any more, or it is stopped: what had come by then is told, too.
    Result<ScanSummary> run(const ScanEvents& events);

    const ScanPlan& plan() const;

  private:
    struct [[gnu::visibility("hidden")]] Work;
    explicit NeighborScan(std::unique_ptr<Work> work);
    std::unique_ptr<Work> work_;
};

}  // namespace snet
#pragma GCC visibility pop
