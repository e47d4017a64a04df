#include "lib/lookup/fib_trie.hpp"

namespace snet {

namespace plain {
extern const FibLookup<Ipv4Key> ipv4_lookup;
extern const FibLookup<Ipv6Key> ipv6_lookup;
}  // namespace plain

template <>
const FibLookup<Ipv4Key>& fib_lookup() {
    return plain::ipv4_lookup;
}

template <>
const FibLookup<Ipv6Key>& fib_lookup() {
    return plain::ipv6_lookup;
}

}  // namespace snet
