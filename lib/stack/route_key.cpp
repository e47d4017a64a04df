#include "lib/stack/route_key.hpp"

#include "lib/records/route_numbers.hpp"

namespace snet {

namespace {

// FIB_TABLE_HASHSZ of net/ip_fib.h, FIB6_TABLE_HASHSZ of net/ipv6.h.
constexpr std::uint32_t table_buckets = 256;

std::strong_ordering in_tree_order(const Prefix& a, const Prefix& b) {
    if (a.contains(b) || b.contains(a)) return b.length() <=> a.length();
    return a.address() <=> b.address();
}

std::strong_ordering in_dump_order(const Prefix& a, const Prefix& b) {
    if (a.family() == Family::ipv6) return in_tree_order(a, b);
    const auto order = a.address() <=> b.address();
    return order != 0 ? order : b.length() <=> a.length();
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
    if (const auto order = in_dump_order(destination, other.destination); order != 0) return order;
    if (const auto order = other.tos <=> tos; order != 0) return order;
    if (const auto order = metric <=> other.metric; order != 0) return order;
    return from <=> other.from;
}

}  // namespace snet
