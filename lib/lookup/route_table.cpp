#include "lib/lookup/route_table.hpp"

#include <algorithm>
#include <tuple>

namespace snet {

namespace {

constexpr std::size_t few = 256;  // prefixes: searching them costs less than the megabyte of a Fib's first level

// A route for some sources only goes before those for all, the longest first. Tables are of more than one number only
// where local and main are merged.
auto place(const Route& route) {
    return std::tuple(route.destination.address(), route.destination.length(),
                      -(route.from ? int(route.from->length()) : 0), ~route.table, ~route.tos & 0xff,
                      route.metric.value_or(0));
}

void sort_runs(std::vector<Route>& routes) {
    for (auto first = routes.begin(); first != routes.end();) {
        const auto last = std::find_if(first, routes.end(), [&](const Route& one) {
            return one.destination.address() != first->destination.address();
        });
        if (last - first > 1) std::ranges::stable_sort(first, last, {}, place);
        first = last;
    }
}

template <class T>
void prefetch_object(const T& object) {
    constexpr std::size_t cache_line = 64;
    const auto* const bytes = reinterpret_cast<const char*>(&object);
    for (std::size_t at = 0; at < sizeof(T); at += cache_line)
        __builtin_prefetch(bytes + at);
}

}  // namespace

RouteTable::RouteTable(std::vector<Route> routes) : routes_(std::move(routes)) {
    // The kernel's order is mostly this one already, but for the lengths of prefixes that begin alike, and for local
    // routes behind main ones; moving a million about takes long.
    sort_runs(routes_);
    const auto rest = std::ranges::is_sorted_until(routes_, {}, place);
    std::ranges::stable_sort(rest, routes_.end(), {}, place);
    if (rest != routes_.end()) std::ranges::inplace_merge(routes_, rest, {}, place);
    make_nodes();
    if (nodes_.size() > few) make_fib();
}

void RouteTable::make_nodes() {
    std::uint32_t last = none;
    for (std::uint32_t i = 0; i < routes_.size(); ++i) {
        const Prefix& prefix = routes_[i].destination;
        if (nodes_.empty() || nodes_.back().prefix != prefix) {
            while (last != none && !nodes_[last].prefix.contains(prefix))
                last = nodes_[last].shorter;
            nodes_.push_back({prefix, i, 0, last});
            last = static_cast<std::uint32_t>(nodes_.size() - 1);
        }
        ++nodes_.back().count;
    }
}

void RouteTable::make_fib() {
    const auto entries = [&]<class Key>(Key (*key)(const IpAddress&)) {
        std::vector<typename Fib<Key>::Entry> all;
        all.reserve(nodes_.size());
        for (std::uint32_t i = 0; i < nodes_.size(); ++i)
            all.push_back({key(nodes_[i].prefix.address()), i, static_cast<std::uint8_t>(nodes_[i].prefix.length())});
        return all;
    };
    if (nodes_.front().prefix.family() == Family::ipv4)
        ipv4_.emplace(entries(&ipv4_key));
    else
        ipv6_.emplace(entries(&ipv6_key));
}

std::uint32_t RouteTable::search(const IpAddress& address) const {
    if (ipv4_) return ipv4_->lookup(ipv4_key(address));
    if (ipv6_) return ipv6_->lookup(ipv6_key(address));
    for (auto i = static_cast<std::uint32_t>(nodes_.size()); i-- > 0;)
        if (nodes_[i].prefix.contains(address)) return i;  // those that it is in come before it
    return none;
}

template <class Key>
void RouteTable::prefetch(const Fib<Key>& fib, std::span<const Key> keys) const {
    std::vector<std::uint32_t> found(keys.size());
    fib.lookup(keys, found);
    std::erase(found, none);
    for (const std::uint32_t i : found)
        prefetch_object(nodes_[i]);
    for (const std::uint32_t i : found)
        prefetch_object(routes_[nodes_[i].first]);
    for (const std::uint32_t i : found)
        if (const auto& hops = routes_[nodes_[i].first].next_hops; !hops.empty()) prefetch_object(hops.front());
}

void RouteTable::prefetch(std::span<const IpAddress> addresses) const {
    const auto keys_by = [&](auto key) {
        std::vector<decltype(key(IpAddress()))> keys;
        for (const IpAddress& address : addresses)
            keys.push_back(key(address));
        return keys;
    };
    if (ipv4_) prefetch<Ipv4Key>(*ipv4_, keys_by(&ipv4_key));
    if (ipv6_) prefetch<Ipv6Key>(*ipv6_, keys_by(&ipv6_key));
}

const RouteTable::Node* RouteTable::longest(const IpAddress& address) const {
    const std::uint32_t found = search(address);
    return found == none ? nullptr : &nodes_[found];
}

const RouteTable::Node* RouteTable::shorter(const Node& node) const {
    return node.shorter == none ? nullptr : &nodes_[node.shorter];
}

}  // namespace snet
