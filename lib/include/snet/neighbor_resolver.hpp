#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "snet/error.hpp"
#include "snet/flow.hpp"
#include "snet/function_ref.hpp"
#include "snet/ip_address.hpp"
#include "snet/learned_neighbors.hpp"
#include "snet/lookup.hpp"
#include "snet/mac_address.hpp"
#include "snet/neighbor.hpp"
#include "snet/route.hpp"
#include "snet/stack.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// The last thing that look-up says of a packet: to whom, on which link, it is handed.
struct Hop {
    IpAddress destination;
    std::optional<IpAddress> gateway;  ///< maybe of the other family; none: the destination itself
    std::string device;                ///< empty of a group's address to which there is no route
    std::optional<IpAddress> source;   ///< that the packet has; none: not known
    RouteType type = RouteType::unicast;

    const IpAddress& address() const { return gateway ? *gateway : destination; }

    static Hop of(const Flow& flow, const Answer& answer);
};

/// What is the link-layer address of a hop.
struct Resolution {
    enum class Outcome : std::uint8_t {
        group,            ///< computed: multicast, broadcast
        own,              ///< it is an address of this machine: the MAC is its interface's
        cached,           ///< a row of the stack, of the operating system, or learned
        answered,         ///< it was asked for
        no_link_address,  ///< the interface has none: loopback, point-to-point, NOARP
        not_cached,       ///< no row tells it, and nothing was to be asked
        no_answer,
    };
    Outcome outcome = Outcome::no_answer;
    Neighbor neighbor;               ///< of the hop's address; with a MAC where one was found
    std::vector<MacAddress> others;  ///< who else answered: two machines have this address, or one lies

    bool is_found() const { return outcome < Outcome::no_link_address; }
};

struct ResolutionOptions {
    bool asks = true;          ///< sends packets for what no row tells
    bool asks_frozen = false;  ///< even if the stack is frozen
    bool refreshes = false;    ///< asks though rows tell it, unless they are the stack's own
    unsigned tries = 3;
    std::chrono::milliseconds timeout{1000};  ///< of each try
    std::chrono::seconds max_age{120};        ///< of learned rows
    std::optional<IpAddress> source;          ///< that questions of its family have
    std::optional<std::string> netns;         ///< the one that the stack was opened with
};

/// Finds the link-layer addresses of many hops side by side: by rows, by ARP (RFC 826), by neighbor discovery
/// (RFC 4861).
///
/// Rows count in this order: the stack's own; the operating system's PERMANENT, REACHABLE and NOARP; learned ones; its
/// STALE, DELAY and PROBE. Questions come from an address that the operating system has on the interface, else, so that
/// nobody's cache has a false entry, from 0.0.0.0 or the link-local address. Answers are kept as learned unless two of
/// them differ. Asking needs CAP_NET_RAW; without it the operating system is made to find out, where its own route to
/// the hop leads through the same interface.
class NeighborResolver {
  public:
    /// `stack` and `learned` (null: nothing is kept) must outlive this.
    NeighborResolver(const Stack& stack, const LearnedNeighbors* learned, ResolutionOptions options = {});
    NeighborResolver(NeighborResolver&&) noexcept;
    NeighborResolver& operator=(NeighborResolver&&) noexcept;
    ~NeighborResolver();

    /// What is known of a hop. None: a question is under way; ask again after `wait`. An error, and not only an
    /// outcome, is what cannot be asked: `permission`, `invalid` where only the stack has the interface.
    std::optional<Result<Resolution>> ask(const Hop& hop);

    /// Sends what is due, and waits until more is known of one hop at least, or none is left. False if `is_stopped`,
    /// which is asked before every sleep; a signal ends that.
    bool wait(FunctionRef<bool()> is_stopped);

  private:
    struct [[gnu::visibility("hidden")]] Engine;
    std::unique_ptr<Engine> engine_;
};

}  // namespace snet
#pragma GCC visibility pop
