#include <cpuid.h>

#include "lib/lookup/fib_trie.hpp"

namespace snet {

namespace {

// Asked here, not by __builtin_cpu_supports: that brings a constructor of libgcc, which asks the processor a dozen
// questions at every start of every program; in a virtual machine each takes microseconds.
bool has_popcnt() {
    unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
    return __get_cpuid(1, &eax, &ebx, &ecx, &edx) != 0 && (ecx & bit_POPCNT) != 0;
}

}  // namespace

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
    return has_popcnt() ? popcnt::ipv4_lookup : plain::ipv4_lookup;
}

template <>
const FibLookup<Ipv6Key>& fib_lookup() {
    return has_popcnt() ? popcnt::ipv6_lookup : plain::ipv6_lookup;
}

}  // namespace snet
