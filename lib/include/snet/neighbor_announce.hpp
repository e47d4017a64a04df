#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "snet/error.hpp"
#include "snet/function_ref.hpp"
#include "snet/ip_address.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// An address of this host, to be told to its neighbors.
struct Announcement {
    IpAddress address;
    std::string device;  ///< empty: the one that has the address
    std::optional<std::string> netns;
    unsigned count = 2;                        ///< how often; RFC 5227 has two
    std::chrono::milliseconds interval{1000};  ///< between them
    bool force = false;                        ///< also if the device does not have it
};

/// Tells all neighbors that an address is here, so that they replace what they know: by ARP (RFC 5227), or an
/// advertisement without a question (RFC 4861 section 7.2.6).
///
/// `not_found`: the device does not have it. `opened` and `is_stopped` as in `probe_address`.
Result<void> announce_address(const Announcement& announcement, FunctionRef<void()> opened,
                              FunctionRef<bool()> is_stopped);

}  // namespace snet
#pragma GCC visibility pop
