// Compiled once plainly and, on x86, once more with POPCNT; SNET_FIB_VARIANT names the namespace of each.
#include <algorithm>
#include <array>
#include <utility>

#include "lib/lookup/fib_trie.hpp"

namespace snet::SNET_FIB_VARIANT {
namespace {

/// Enough to hide the memory's latency, few enough for the first-level cache.
constexpr std::size_t batch = 128;

template <class Key>
constexpr unsigned below_roots = KeyBits<Key>::direct_bits + 6;

template <class Key>
std::uint32_t root_answer(const FibView& trie, Key key) {
    const FibRoot& root = trie.roots[KeyBits<Key>::direct(key)];
    return root.answers + fib_count(root.runs, KeyBits<Key>::six(key, KeyBits<Key>::direct_bits));
}

/// One step down: to a child, or to an answer.
struct Step {
    bool is_child;
    std::uint32_t index;
};

inline Step step(const FibNode& node, unsigned slot) {
    const bool is_child = node.deeper >> slot & 1;
    const std::uint32_t first = is_child ? node.children : node.answers;
    return {is_child, first + fib_count(is_child ? node.deeper : node.runs, slot) - 1};
}

template <class Key>
std::uint32_t one(const FibView& trie, Key key) {
    const std::uint32_t answer = trie.answers[root_answer(trie, key)];
    if (!(answer & fib_deeper)) return answer;
    Step at{true, answer & ~fib_deeper};
    for (unsigned offset = below_roots<Key>; at.is_child; offset += 6)
        at = step(trie.nodes[at.index], KeyBits<Key>::six(key, offset));
    return trie.answers[at.index];
}

/// Of a batch, those that are not answered yet, and where they are.
struct Waiting {
    std::array<std::uint32_t, batch> at;
    std::array<std::uint8_t, batch> which;
    std::size_t size = 0;

    /// Without a branch: whether an address goes deeper cannot be foreseen.
    void add_if(bool is_wanted, std::uint8_t one, std::uint32_t index) {
        which[size] = one;
        at[size] = index;
        size += is_wanted ? 1 : 0;
    }
};

/// Takes every key one step down before any takes the next.
template <class Key>
void descend(const FibView& trie, const Key* keys, std::uint32_t* values, Waiting& waiting) {
    Waiting answered;
    for (unsigned offset = below_roots<Key>; waiting.size > 0; offset += 6) {
        const std::size_t count = std::exchange(waiting.size, 0);
        for (std::size_t w = 0; w < count; ++w) {
            const std::uint8_t i = waiting.which[w];
            const Step next = step(trie.nodes[waiting.at[w]], KeyBits<Key>::six(keys[i], offset));
            const void* const memory = next.is_child ? static_cast<const void*>(&trie.nodes[next.index])
                                                     : static_cast<const void*>(&trie.answers[next.index]);
            __builtin_prefetch(memory);
            answered.add_if(!next.is_child, i, next.index);
            waiting.add_if(next.is_child, i, next.index);
        }
    }
    for (std::size_t a = 0; a < answered.size; ++a)
        values[answered.which[a]] = trie.answers[answered.at[a]];
}

/// Asks for the memory of each step for all keys of a batch before it takes the step with any: the waits overlap.
template <class Key>
void look_up_batch(const FibView& trie, const Key* keys, std::uint32_t* values, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
        __builtin_prefetch(&trie.roots[KeyBits<Key>::direct(keys[i])]);
    std::array<std::uint32_t, batch> at;
    for (std::size_t i = 0; i < count; ++i) {
        at[i] = root_answer(trie, keys[i]);
        __builtin_prefetch(&trie.answers[at[i]]);
    }
    Waiting waiting;
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = trie.answers[at[i]];
        const std::uint32_t node = values[i] & ~fib_deeper;
        waiting.add_if(values[i] & fib_deeper, static_cast<std::uint8_t>(i), node);
    }
    if (waiting.size == 0) return;
    for (std::size_t w = 0; w < waiting.size; ++w)
        __builtin_prefetch(&trie.nodes[waiting.at[w]]);
    descend(trie, keys, values, waiting);
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
