#include "snet/fib.hpp"

#include <algorithm>

#include "lib/lookup/fib_trie.hpp"

namespace snet {

Ipv4Key ipv4_key(const IpAddress& address) {
    Ipv4Key key = 0;
    for (const std::uint8_t byte : address.bytes())
        key = key << 8 | byte;
    return key;
}

Ipv6Key ipv6_key(const IpAddress& address) {
    Ipv6Key key;
    for (unsigned i = 0; i < 8; ++i)
        key.high = key.high << 8 | address.bytes()[i];
    for (unsigned i = 8; i < 16; ++i)
        key.low = key.low << 8 | address.bytes()[i];
    return key;
}

template <class Key>
struct Fib<Key>::Trie {
    using Bits = KeyBits<Key>;
    using Entries = std::span<const Entry>;

    HugeVector<std::uint32_t> direct = HugeVector<std::uint32_t>(std::size_t{1} << Bits::direct_bits);
    HugeVector<FibNode> nodes;
    HugeVector<std::uint32_t> answers;
    std::size_t built_nodes = 0;  ///< after the last whole build: what updates leave behind is what came since
    const FibLookup<Key>* lookups = &fib_lookup<Key>();

    FibView view() const { return {direct.data(), nodes.data(), answers.data()}; }

    void build(Entries entries);
    void build_direct(Entries entries, std::uint32_t first, std::uint32_t last, std::uint32_t inherited);
    void build_node(std::uint32_t index, Entries entries, unsigned offset, std::uint32_t inherited);
};

/// The slots of a node (or of the direct array) that entries of at most its depth answer, and the entries below each.
template <class Key>
void Fib<Key>::Trie::build_node(std::uint32_t index, Entries entries, unsigned offset, std::uint32_t inherited) {
    std::array<std::uint32_t, 64> values;
    values.fill(inherited);
    std::array<Entries, 64> below{};
    FibNode node;
    // Entries are in order, so a longer one comes after the shorter ones that hold it: filling in order ends right.
    for (std::size_t i = 0; i < entries.size();) {
        const Entry& entry = entries[i];
        const unsigned slot = Bits::six(entry.bits, offset);
        if (entry.length <= offset + 6) {
            const unsigned slots = 1u << (offset + 6 - entry.length);
            std::fill_n(values.begin() + slot, slots, entry.value);
            ++i;
            continue;
        }
        std::size_t end = i + 1;
        while (end < entries.size() && Bits::six(entries[end].bits, offset) == slot)
            ++end;
        below[slot] = entries.subspan(i, end - i);
        node.deeper |= std::uint64_t{1} << slot;
        i = end;
    }
    node.answers = static_cast<std::uint32_t>(answers.size());
    bool first = true;
    for (unsigned slot = 0; slot < 64; ++slot) {
        if (node.deeper >> slot & 1 || (!first && answers.back() == values[slot])) continue;
        answers.push_back(values[slot]);
        node.runs |= std::uint64_t{1} << slot;
        first = false;
    }
    node.children = static_cast<std::uint32_t>(nodes.size());
    nodes.resize(nodes.size() + static_cast<unsigned>(std::popcount(node.deeper)));
    nodes[index] = node;
    std::uint32_t child = node.children;
    for (std::uint64_t left = node.deeper; left; left &= left - 1) {
        const auto slot = static_cast<unsigned>(std::countr_zero(left));
        build_node(child++, below[slot], offset + 6, values[slot]);
    }
}

/// Direct slots `first` to `last`, from the entries that begin in them.
template <class Key>
void Fib<Key>::Trie::build_direct(Entries entries, std::uint32_t first, std::uint32_t last, std::uint32_t inherited) {
    std::fill(direct.begin() + first, direct.begin() + last + 1, inherited | fib_answer);
    for (std::size_t i = 0; i < entries.size();) {
        const Entry& entry = entries[i];
        const std::uint32_t slot = Bits::direct(entry.bits);
        if (entry.length <= Bits::direct_bits) {
            const std::uint32_t slots = std::uint32_t{1} << (Bits::direct_bits - entry.length);
            std::fill_n(direct.begin() + slot, std::min(slots, last + 1 - slot), entry.value | fib_answer);
            ++i;
            continue;
        }
        std::size_t end = i + 1;
        while (end < entries.size() && Bits::direct(entries[end].bits) == slot)
            ++end;
        const std::uint32_t value = direct[slot] & ~fib_answer;
        const auto node = static_cast<std::uint32_t>(nodes.size());
        nodes.emplace_back();
        direct[slot] = node;
        build_node(node, entries.subspan(i, end - i), Bits::direct_bits, value);
        i = end;
    }
}

template <class Key>
void Fib<Key>::Trie::build(Entries entries) {
    nodes.clear();
    answers.clear();
    build_direct(entries, 0, (std::uint32_t{1} << Bits::direct_bits) - 1, none);
    nodes.shrink_to_fit();
    answers.shrink_to_fit();
    built_nodes = nodes.size();
}

template <class Key>
Fib<Key>::Fib(std::span<const Entry> sorted) : trie_(std::make_unique<Trie>()) {
    trie_->build(sorted);
}

template <class Key>
Fib<Key>::Fib(Fib&&) noexcept = default;
template <class Key>
Fib<Key>& Fib<Key>::operator=(Fib&&) noexcept = default;
template <class Key>
Fib<Key>::~Fib() = default;

template <class Key>
std::uint32_t Fib<Key>::lookup(Key key) const {
    return trie_->lookups->one(trie_->view(), key);
}

template <class Key>
void Fib<Key>::lookup(std::span<const Key> keys, std::span<std::uint32_t> values) const {
    trie_->lookups->many(trie_->view(), keys, values);
}

template <class Key>
void Fib<Key>::update(const Entry& changed, std::span<const Entry> sorted) {
    using Bits = typename Trie::Bits;
    // Nodes that updates no longer reach stay until they are as many as those in use.
    if (trie_->nodes.size() > 2 * trie_->built_nodes + 4096) return trie_->build(sorted);
    const std::uint32_t first = Bits::direct(changed.bits);
    const std::uint32_t last = Bits::direct(Bits::last(changed.bits, changed.length));
    // What answers in these slots: entries inside them, and before those the shorter ones that hold all of them.
    Key begin_bits = changed.bits;
    if (changed.length > Bits::direct_bits) begin_bits = Bits::direct_start(first);
    const auto begin = std::lower_bound(sorted.begin(), sorted.end(), Entry{begin_bits, 0, 0});
    const auto end = std::upper_bound(begin, sorted.end(),
                                      Entry{Bits::last(Bits::direct_start(last), Bits::direct_bits), 0, Bits::size});
    std::uint32_t inherited = none;
    for (unsigned length = 0; length <= Bits::direct_bits; ++length) {
        const Entry wanted{Bits::masked(begin_bits, length), 0, static_cast<std::uint8_t>(length)};
        auto found = std::upper_bound(sorted.begin(), sorted.end(), wanted);
        if (found == sorted.begin()) continue;
        --found;
        if (found->bits == wanted.bits && found->length == length && found->bits < begin_bits) inherited = found->value;
    }
    trie_->build_direct(std::span(begin, end), first, last, inherited);
}

template <class Key>
std::size_t Fib<Key>::memory() const {
    return trie_->direct.capacity() * sizeof(std::uint32_t) + trie_->nodes.capacity() * sizeof(FibNode) +
           trie_->answers.capacity() * sizeof(std::uint32_t);
}

template class Fib<Ipv4Key>;
template class Fib<Ipv6Key>;

}  // namespace snet
