#include "lib/stack/route_key.hpp"

#include "lib/records/route_numbers.hpp"

namespace snet {

namespace {

// FIB_TABLE_HASHSZ of net/ip_fib.h, FIB6_TABLE_HASHSZ of net/ipv6.h.
constexpr std::uint32_t table_buckets = 256;

// Prefixes that others lie within come behind these.
std::strong_ordering in_source_order(const Prefix& one, const Prefix& other) {
    if (one == other) return std::strong_ordering::equal;
    if (one.contains(other)) return std::strong_ordering::greater;
    if (other.contains(one)) return std::strong_ordering::less;
    return one.address() <=> other.address();
}

// fib6_walk_continue of Linux: at each prefix first the routes for some sources only, which have a tree of their own,
// then what lies within the prefix, then its other routes.
std::strong_ordering in_tree_order(const RouteKey& a, const RouteKey& b) {
    const Prefix &one = a.destination, &other = b.destination;
    if (one == other)
        return a.from && b.from ? in_source_order(*a.from, *b.from) : b.from.has_value() <=> a.from.has_value();
    if (one.contains(other)) return a.from ? std::strong_ordering::less : std::strong_ordering::greater;
    if (other.contains(one)) return b.from ? std::strong_ordering::greater : std::strong_ordering::less;
    return one.address() <=> other.address();
}

std::strong_ordering in_dump_order(const RouteKey& a, const RouteKey& b) {
    if (a.destination.family() == Family::ipv6) return in_tree_order(a, b);
    const auto order = a.destination.address() <=> b.destination.address();
    return order != 0 ? order : b.destination.length() <=> a.destination.length();
}

}  // namespace

RouteKey::RouteKey(const Route& route)
    : table(route.table),
      destination(route.destination),
      tos(route.tos),
      metric(route.metric.value_or(route.family() == Family::ipv6 ? ipv6_default_metric : 0)),
      from(route.from) {}

std::strong_ordering RouteKey::operator<=>(const RouteKey& other) const {
    if (const auto order = destination.family() <=> other.destination.family(); order != 0) return order;
    if (const auto order = table % table_buckets <=> other.table % table_buckets; order != 0) return order;
    if (const auto order = table <=> other.table; order != 0) return order;
    if (const auto order = in_dump_order(*this, other); order != 0) return order;
    if (const auto order = other.tos <=> tos; order != 0) return order;
    return metric <=> other.metric;
}

}  // namespace snet
