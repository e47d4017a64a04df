#pragma once

#include <bit>
#include <cstdint>
#include <span>

#include "lib/lookup/huge_vector.hpp"
#include "snet/fib.hpp"

/// The memory of a Fib, as building writes it and looking up reads it.
namespace snet {

/// How a key is cut up: `direct_bits` find a root, which and each level below take six bits more; bits after the key's
/// end are zero.
template <class Key>
struct KeyBits;

template <>
struct KeyBits<Ipv4Key> {
    static constexpr unsigned size = 32;
    static constexpr unsigned direct_bits = 18;
    static constexpr std::uint32_t direct(Ipv4Key key) { return key >> (size - direct_bits); }
    static constexpr unsigned six(Ipv4Key key, unsigned offset) {
        return offset <= 26 ? key >> (26 - offset) & 63 : key << (offset - 26) & 63;
    }
    static constexpr Ipv4Key direct_start(std::uint32_t slot) { return slot << (size - direct_bits); }
    static constexpr Ipv4Key last(Ipv4Key bits, unsigned length) {
        return length == size ? bits : bits | ~Ipv4Key{0} >> length;
    }
    static constexpr Ipv4Key masked(Ipv4Key bits, unsigned length) {
        return length == 0 ? 0 : bits & ~Ipv4Key{0} << (size - length);
    }
};

template <>
struct KeyBits<Ipv6Key> {
    static constexpr unsigned size = 128;
    static constexpr unsigned direct_bits = 18;
    static constexpr std::uint32_t direct(Ipv6Key key) {
        return static_cast<std::uint32_t>(key.high >> (64 - direct_bits));
    }
    static constexpr Ipv6Key direct_start(std::uint32_t slot) { return {std::uint64_t{slot} << (64 - direct_bits), 0}; }
    static constexpr unsigned six(Ipv6Key key, unsigned offset) {
        if (offset <= 58) return static_cast<unsigned>(key.high >> (58 - offset)) & 63;
        if (offset < 64) return static_cast<unsigned>(key.high << (offset - 58) | key.low >> (122 - offset)) & 63;
        if (offset <= 122) return static_cast<unsigned>(key.low >> (122 - offset)) & 63;
        return static_cast<unsigned>(key.low << (offset - 122)) & 63;
    }
    static constexpr Ipv6Key last(Ipv6Key bits, unsigned length) {
        if (length < 64) return {bits.high | ~std::uint64_t{0} >> length, ~std::uint64_t{0}};
        return {bits.high, length == size ? bits.low : bits.low | ~std::uint64_t{0} >> (length - 64)};
    }
    /// At most the first 64 bits are kept.
    static constexpr Ipv6Key masked(Ipv6Key bits, unsigned length) {
        return {length == 0 ? 0 : bits.high & ~std::uint64_t{0} << (64 - length), 0};
    }
};

/// 64 slots at the top of the trie, where one array has a root for each value of the direct bits. A root of zeros has
/// the first answer of all in every slot.
struct FibRoot {
    std::uint64_t runs = 0;     ///< slots whose answer is not that of the slot before; never the first slot
    std::uint32_t answers = 0;  ///< index of the first slot's
};

/// Set in an answer of a root that is none: what else is in it is the index of the node that tells.
inline constexpr std::uint32_t fib_deeper = 0x80000000;

/// 64 slots below. The children of a node lie side by side, and so do its answers.
struct FibNode {
    std::uint64_t deeper = 0;    ///< slots that have a child
    std::uint64_t runs = 0;      ///< slots at which a run of equal answers begins; slots with a child belong to any run
    std::uint32_t children = 0;  ///< index of the first
    std::uint32_t answers = 0;   ///< index of the first
};

/// What a look-up reads.
struct FibView {
    const FibRoot* roots;
    const FibNode* nodes;
    const std::uint32_t* answers;
};

/// The number of slots in a set up to and with `slot`.
constexpr std::uint32_t fib_count(std::uint64_t set, unsigned slot) {
    return static_cast<std::uint32_t>(std::popcount(set << (63 - slot)));
}

/// How the processor at hand looks up; see fib_lookup.cpp.
template <class Key>
struct FibLookup {
    std::uint32_t (*one)(const FibView&, Key);
    void (*many)(const FibView&, std::span<const Key>, std::span<std::uint32_t>);
};

template <class Key>
const FibLookup<Key>& fib_lookup();

}  // namespace snet
