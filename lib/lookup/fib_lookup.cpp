// Compiled once plainly and, on x86, once more with POPCNT; SNET_FIB_VARIANT names the namespace of each.
#include <algorithm>
#include <array>
#include <bit>

#include "lib/lookup/fib_trie.hpp"

namespace snet::SNET_FIB_VARIANT {
namespace {

/// Enough to hide the memory's latency, few enough for the first-level cache.
constexpr std::size_t batch = 32;

template <class Key>
std::uint32_t descend(const FibView& trie, Key key, std::uint32_t at, unsigned offset) {
    while (!(at & fib_answer)) {
        const FibNode& node = trie.nodes[at];
        const unsigned slot = KeyBits<Key>::six(key, offset);
        const std::uint64_t mask = fib_up_to(slot);
        if (!(node.deeper >> slot & 1))
            return trie.answers[node.answers + static_cast<unsigned>(std::popcount(node.runs & mask)) - 1];
        at = node.children + static_cast<unsigned>(std::popcount(node.deeper & mask)) - 1;
        offset += 6;
    }
    return at & ~fib_answer;
}

/// Takes every key of a batch one step down before any takes the next, and asks for the memory of that next step: the
/// waits overlap.
template <class Key>
void look_up_batch(const FibView& trie, const Key* keys, std::uint32_t* values, std::size_t count) {
    std::array<std::uint32_t, batch> at;
    std::array<std::uint8_t, batch> waiting;
    for (std::size_t i = 0; i < count; ++i)
        __builtin_prefetch(&trie.direct[KeyBits<Key>::direct(keys[i])]);
    std::size_t left = 0;
    for (std::size_t i = 0; i < count; ++i) {
        at[i] = trie.direct[KeyBits<Key>::direct(keys[i])];
        values[i] = at[i] & ~fib_answer;
        if (!(at[i] & fib_answer)) {
            __builtin_prefetch(&trie.nodes[at[i]]);
            waiting[left++] = static_cast<std::uint8_t>(i);
        }
    }
    std::array<std::uint8_t, batch> answered;
    std::size_t answers = 0;
    for (unsigned offset = KeyBits<Key>::direct_bits; left > 0; offset += 6) {
        std::size_t kept = 0;
        for (std::size_t w = 0; w < left; ++w) {
            const std::uint8_t i = waiting[w];
            const FibNode& node = trie.nodes[at[i]];
            const unsigned slot = KeyBits<Key>::six(keys[i], offset);
            const std::uint64_t mask = fib_up_to(slot);
            if (node.deeper >> slot & 1) {
                at[i] = node.children + static_cast<unsigned>(std::popcount(node.deeper & mask)) - 1;
                __builtin_prefetch(&trie.nodes[at[i]]);
                waiting[kept++] = i;
            } else {
                at[i] = node.answers + static_cast<unsigned>(std::popcount(node.runs & mask)) - 1;
                __builtin_prefetch(&trie.answers[at[i]]);
                answered[answers++] = i;
            }
        }
        left = kept;
    }
    for (std::size_t a = 0; a < answers; ++a)
        values[answered[a]] = trie.answers[at[answered[a]]];
}

template <class Key>
std::uint32_t one(const FibView& trie, Key key) {
    return descend(trie, key, trie.direct[KeyBits<Key>::direct(key)], KeyBits<Key>::direct_bits);
}

template <class Key>
void many(const FibView& trie, std::span<const Key> keys, std::span<std::uint32_t> values) {
    for (std::size_t begin = 0; begin < keys.size(); begin += batch)
        look_up_batch(trie, &keys[begin], &values[begin], std::min(batch, keys.size() - begin));
}

}  // namespace

extern const FibLookup<Ipv4Key> ipv4_lookup;
extern const FibLookup<Ipv6Key> ipv6_lookup;
constinit const FibLookup<Ipv4Key> ipv4_lookup{one<Ipv4Key>, many<Ipv4Key>};
constinit const FibLookup<Ipv6Key> ipv6_lookup{one<Ipv6Key>, many<Ipv6Key>};

}  // namespace snet::SNET_FIB_VARIANT
