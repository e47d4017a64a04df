#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "snet/error.hpp"
#include "snet/function_ref.hpp"
#include "snet/neighbor_scan.hpp"

#pragma GCC visibility push(default)
namespace snet {

struct ProbeOptions {
    unsigned tries = 3;                        ///< questions; RFC 5227 has three, RFC 4862 one
    std::chrono::milliseconds interval{1000};  ///< after each of them
};

/// What came of the question whether an address is free.
struct ProbeResult {
    enum class Status {
        free,     ///< nobody said that it is his
        taken,    ///< `mac` has it
        probed,   ///< `mac` asks the same at the same time, so that neither may take it
        stopped,  ///< before it was known
    };
    Status status = Status::free;
    std::string device;
    std::optional<MacAddress> mac;
};

/// Asks whether somebody has an address, as a host does that wants to have it: by ARP probes from 0.0.0.0 (RFC 5227),
/// or solicitations from :: (RFC 4862), which nobody's cache keeps.
///
/// The address is the only one of the plan; one that is this host's own is taken without a question. `opened` is called
/// when all is open that needs a privilege (CAP_NET_RAW); `is_stopped` as in ScanEvents.
Result<ProbeResult> probe_address(const ScanPlan& plan, const ProbeOptions& options, FunctionRef<void()> opened,
                                  FunctionRef<bool()> is_stopped);

}  // namespace snet
#pragma GCC visibility pop
