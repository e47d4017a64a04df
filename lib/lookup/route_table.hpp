#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "snet/fib.hpp"
#include "snet/route.hpp"

namespace snet {

/// The routes of one table and family, by prefix. One with few prefixes is searched as it is, one with many has a Fib.
class RouteTable {
  public:
    /// A prefix and its routes, in the order in which look-up tries them.
    struct Node {
        Prefix prefix;
        std::uint32_t first = 0;
        std::uint32_t count = 0;
        std::uint32_t shorter = 0;  ///< the number of the next prefix that holds this one, or `none`
    };

    /// Routes of the same prefix keep their order where table (local before main), tos and metric do not decide.
    explicit RouteTable(std::vector<Route> routes);

    /// The longest prefix that holds the address; null if none does.
    const Node* longest(const IpAddress& address) const;

    /// The next shorter one; null if there is none.
    const Node* shorter(const Node& node) const;

    std::span<const Node> nodes() const { return nodes_; }

    /// The number among `nodes` of each address's longest prefix, or `none`; all must be IPv4. False for a table of few
    /// prefixes, or of IPv6.
    bool find_ipv4(std::span<const Ipv4Key> keys, std::span<std::uint32_t> found) const {
        if (ipv4_) ipv4_->lookup(keys, found);
        return ipv4_.has_value();
    }

    bool is_large() const { return ipv4_ || ipv6_; }

    static constexpr std::uint32_t none = Ipv4Fib::none;

    /// Brings what looking up these addresses will read into the processor's caches. One look-up waits for the memory
    /// several times in a row; those of many are waited for side by side.
    void prefetch(std::span<const IpAddress> addresses) const;

    std::span<const Route> routes(const Node& node) const { return std::span(routes_).subspan(node.first, node.count); }

  private:
    void make_nodes();
    void make_fib();
    std::uint32_t search(const IpAddress& address) const;
    template <class Key>
    void prefetch(const Fib<Key>& fib, std::span<const Key> keys) const;

    std::vector<Route> routes_;
    std::vector<Node> nodes_;  // by prefix: a shorter one before those it holds
    std::optional<Ipv4Fib> ipv4_;
    std::optional<Ipv6Fib> ipv6_;
};

}  // namespace snet
