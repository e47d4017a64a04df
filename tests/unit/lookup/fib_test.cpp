#include "snet/fib.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

#include "lib/lookup/fib_trie.hpp"

using namespace snet;

namespace {

std::mt19937_64 random_bits(20261124);

template <class Key>
Key random_key();
template <>
Ipv4Key random_key() {
    return static_cast<Ipv4Key>(random_bits());
}
template <>
Ipv6Key random_key() {
    return {random_bits(), random_bits()};
}

Ipv4Key masked(Ipv4Key key, unsigned length) {
    return length == 0 ? 0 : key & ~Ipv4Key{0} << (32 - length);
}
Ipv6Key masked(Ipv6Key key, unsigned length) {
    if (length == 0) return {};
    if (length <= 64) return {key.high & ~std::uint64_t{0} << (64 - length), 0};
    return {key.high, key.low & ~std::uint64_t{0} << (128 - length)};
}

/// Every prefix in a map, asked from the longest length down.
template <class Key>
struct NaiveTable {
    static constexpr unsigned size = KeyBits<Key>::size;
    std::map<std::pair<Key, unsigned>, std::uint32_t> entries;

    std::uint32_t lookup(Key key) const {
        for (unsigned length = size + 1; length-- > 0;)
            if (const auto found = entries.find({masked(key, length), length}); found != entries.end())
                return found->second;
        return Fib<Key>::none;
    }

    std::vector<typename Fib<Key>::Entry> sorted() const {
        std::vector<typename Fib<Key>::Entry> list;
        list.reserve(entries.size());
        for (const auto& [prefix, value] : entries)
            list.push_back({prefix.first, value, static_cast<std::uint8_t>(prefix.second)});
        return list;
    }

    /// A key inside, at the edge of, or just beside a random entry, or anywhere.
    Key question() const {
        if (entries.empty() || random_bits() % 8 == 0) return random_key<Key>();
        auto at = entries.lower_bound({random_key<Key>(), 0});
        if (at == entries.end()) at = entries.begin();
        const auto [bits, length] = at->first;
        const Key last = KeyBits<Key>::last(bits, length);
        switch (random_bits() % 4) {
            case 0:
                return bits;
            case 1:
                return last;
            case 2:
                return next(last);
            default:
                return inside(bits, last);
        }
    }

    static Ipv4Key next(Ipv4Key key) { return key + 1; }
    static Ipv6Key next(Ipv6Key key) { return {key.high + (key.low + 1 == 0), key.low + 1}; }
    static Ipv4Key inside(Ipv4Key bits, Ipv4Key last) { return bits | (random_key<Ipv4Key>() & (bits ^ last)); }
    static Ipv6Key inside(Ipv6Key bits, Ipv6Key last) {
        const Ipv6Key any = random_key<Ipv6Key>();
        return {bits.high | (any.high & (bits.high ^ last.high)), bits.low | (any.low & (bits.low ^ last.low))};
    }
};

template <class Key>
void check(const Fib<Key>& fib, const NaiveTable<Key>& naive, std::size_t questions) {
    std::vector<Key> keys(questions);
    std::vector<std::uint32_t> values(questions);
    for (Key& key : keys)
        key = naive.question();
    fib.lookup(keys, values);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < questions; ++i) {
        const std::uint32_t expected = naive.lookup(keys[i]);
        wrong += values[i] != expected || fib.lookup(keys[i]) != expected;
    }
    CHECK(wrong == 0);
}

/// Lengths as `shape` wants: anything, mostly long, around the edges of the levels, or chains below one address.
template <class Key>
NaiveTable<Key> random_table(std::size_t count, int shape) {
    constexpr unsigned size = KeyBits<Key>::size;
    NaiveTable<Key> table;
    Key base = random_key<Key>();
    for (std::size_t i = 0; i < count; ++i) {
        auto length = static_cast<unsigned>(random_bits() % (size + 1));
        Key key = random_key<Key>();
        if (shape == 1) length = size - static_cast<unsigned>(random_bits() % 9);
        if (shape == 2)
            length = std::min(size, 18 + 6 * static_cast<unsigned>(random_bits() % 19) +
                                        static_cast<unsigned>(random_bits() % 3) - 1);
        if (shape == 3)
            key = NaiveTable<Key>::inside(masked(base, length / 2),
                                          KeyBits<Key>::last(masked(base, length / 2), length / 2));
        if (shape == 3 && random_bits() % 64 == 0) base = random_key<Key>();
        table.entries[{masked(key, length), length}] = static_cast<std::uint32_t>(random_bits() % 1000);
    }
    return table;
}

}  // namespace

TEST_CASE_TEMPLATE("a Fib without entries has no answer", Key, Ipv4Key, Ipv6Key) {
    const Fib<Key> fib;
    CHECK(fib.lookup(random_key<Key>()) == Fib<Key>::none);
}

TEST_CASE_TEMPLATE("a default route and a host route answer for all and for one", Key, Ipv4Key, Ipv6Key) {
    const Key host = random_key<Key>();
    const std::vector<typename Fib<Key>::Entry> entries{{Key{}, 7, 0}, {host, 8, KeyBits<Key>::size}};
    const Fib<Key> fib(entries);
    CHECK(fib.lookup(host) == 8);
    CHECK(fib.lookup(NaiveTable<Key>::next(host)) == 7);
}

TEST_CASE_TEMPLATE("a Fib answers as a naive table does", Key, Ipv4Key, Ipv6Key) {
    for (int shape = 0; shape < 4; ++shape)
        for (const std::size_t count : {1u, 10u, 1000u, 20000u}) {
            CAPTURE(shape);
            CAPTURE(count);
            const auto naive = random_table<Key>(count, shape);
            check(Fib<Key>(naive.sorted()), naive, 20000);
        }
}

TEST_CASE_TEMPLATE("updates leave a Fib as a new one", Key, Ipv4Key, Ipv6Key) {
    for (int shape = 0; shape < 4; ++shape) {
        CAPTURE(shape);
        auto naive = random_table<Key>(300, shape);
        Fib<Key> fib(naive.sorted());
        for (int round = 0; round < 300; ++round) {
            typename Fib<Key>::Entry changed;
            if (random_bits() % 2 && !naive.entries.empty()) {
                auto at = naive.entries.lower_bound({random_key<Key>(), 0});
                if (at == naive.entries.end()) at = naive.entries.begin();
                changed = {at->first.first, 0, static_cast<std::uint8_t>(at->first.second)};
                naive.entries.erase(at);
            } else {
                const auto one = random_table<Key>(1, shape);
                const auto& [prefix, value] = *one.entries.begin();
                changed = {prefix.first, value, static_cast<std::uint8_t>(prefix.second)};
                naive.entries[prefix] = value;
            }
            fib.update(changed, naive.sorted());
            check(fib, naive, 200);
        }
    }
}

TEST_CASE("keys are addresses as numbers") {
    CHECK(ipv4_key(IpAddress(IpAddress::Bytes4{10, 1, 2, 3})) == 0x0a010203);
    const Ipv6Key key = ipv6_key(IpAddress(IpAddress::Bytes6{0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9}));
    CHECK(key == Ipv6Key{0x20010db800000000, 9});
}
