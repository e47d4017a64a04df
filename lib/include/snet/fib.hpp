#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "snet/prefix.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// An IPv4 address as a number in the host's byte order.
using Ipv4Key = std::uint32_t;

/// An IPv6 address as two numbers in the host's byte order, the high half first.
struct Ipv6Key {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    constexpr auto operator<=>(const Ipv6Key&) const = default;
};

Ipv4Key ipv4_key(const IpAddress& address);  ///< the address must be IPv4
Ipv6Key ipv6_key(const IpAddress& address);  ///< the address must be IPv6

/// Longest-prefix match: which of many prefixes is the most specific one that holds an address.
///
/// A trie whose first `direct_bits` find a root in one array; it and the levels below take six bits each. A root keeps
/// a bit set of its 64 slots, where another answer begins than that of the slot before; POPCNT of it finds the answer,
/// or the node that tells more. A node keeps two: which of its slots go deeper, and where a run of equal answers begins
/// (Asai and Ohara, "Poptrie", SIGCOMM 2015, whose direct array holds answers, so that most addresses take a step
/// more). A million IPv4 prefixes need about 13 MB, and most look-ups touch two cache lines. Alternatives that were
/// measured: in batches DIR-24-8 is four fifths as fast and takes 64 MB; sorted intervals take as little and are three
/// to five times slower.
///
/// Looking up is safe from several threads; building and updating are not.
template <class Key>
class Fib {
  public:
    /// What `lookup` answers where no prefix holds the address.
    static constexpr std::uint32_t none = 0x7fffffff;

    /// `length` leading bits of `bits` decide, the others are zero. `value` is the caller's, below `none`.
    struct Entry {
        Key bits{};
        std::uint32_t value = 0;
        std::uint8_t length = 0;

        /// The order that `Fib` wants: by bits, then the shorter prefix first.
        constexpr bool operator<(const Entry& other) const {
            return bits != other.bits ? bits < other.bits : length < other.length;
        }
    };

    /// Of entries in order; of several with the same prefix the last counts.
    explicit Fib(std::span<const Entry> sorted = {});
    Fib(Fib&&) noexcept;
    Fib& operator=(Fib&&) noexcept;
    ~Fib();

    /// The value of the longest prefix that holds the address, else `none`.
    std::uint32_t lookup(Key key) const;

    /// The same for many addresses, several side by side: `values` has the size of `keys`.
    void lookup(std::span<const Key> keys, std::span<std::uint32_t> values) const;

    /// After `changed` was inserted into, removed from or altered in the caller's table: `sorted` is that whole table
    /// now. Costs what lies under `changed`, and now and then a whole build.
    void update(const Entry& changed, std::span<const Entry> sorted);

    std::size_t memory() const;  ///< bytes

  private:
    struct [[gnu::visibility("hidden")]] Trie;
    std::unique_ptr<Trie> trie_;
};

using Ipv4Fib = Fib<Ipv4Key>;
using Ipv6Fib = Fib<Ipv6Key>;

extern template class Fib<Ipv4Key>;
extern template class Fib<Ipv6Key>;

}  // namespace snet
#pragma GCC visibility pop
