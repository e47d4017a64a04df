#include "lib/lookup/fib_trie.hpp"

namespace snet {

namespace plain {
extern const FibLookup<Ipv4Key> ipv4_lookup;
extern const FibLookup<Ipv6Key> ipv6_lookup;
}  // namespace plain

namespace popcnt {
extern const FibLookup<Ipv4Key> ipv4_lookup;
extern const FibLookup<Ipv6Key> ipv6_lookup;
}  // namespace popcnt

template <>
const FibLookup<Ipv4Key>& fib_lookup() {
    return __builtin_cpu_supports("popcnt") ? popcnt::ipv4_lookup : plain::ipv4_lookup;
}

template <>
const FibLookup<Ipv6Key>& fib_lookup() {
    return __builtin_cpu_supports("popcnt") ? popcnt::ipv6_lookup : plain::ipv6_lookup;
}

}  // namespace snet
