#include "snet/fib.hpp"

#include <algorithm>
#include <array>

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
    struct Slots;

    HugeVector<FibRoot> roots = HugeVector<FibRoot>(std::size_t{1} << Bits::direct_bits);
    HugeVector<FibNode> nodes;
    HugeVector<std::uint32_t> answers;
    std::size_t built_size = 0;  ///< after the last whole build: what updates leave behind is what came since
    const FibLookup<Key>* lookups = &fib_lookup<Key>();

    FibView view() const { return {roots.data(), nodes.data(), answers.data()}; }
    std::size_t size() const { return nodes.size() + answers.size(); }

    void build(Entries entries);
    void build_roots(Entries entries, std::uint32_t first, std::uint32_t last, std::uint32_t inherited);
    void build_root(FibRoot& root, Entries entries);
    void build_node(std::uint32_t index, Entries entries, unsigned offset, std::uint32_t inherited);
    void build_children(std::uint32_t first, const Slots& slots, unsigned offset);
    std::uint32_t add_children(const Slots& slots);
};

/// The 64 slots of six bits: what entries that end there answer, and the longer ones below each.
template <class Key>
struct Fib<Key>::Trie::Slots {
    std::array<std::uint32_t, 64> values;
    std::array<Entries, 64> below;
    std::uint64_t deeper = 0;

    Slots(Entries entries, unsigned offset, std::uint32_t inherited) {
        values.fill(inherited);
        // Entries are in order, so a longer one comes after the shorter ones that hold it: filling in order ends right.
        for (std::size_t i = 0; i < entries.size();) {
            const Entry& entry = entries[i];
            const unsigned slot = Bits::six(entry.bits, offset);
            if (entry.length <= offset + 6) {
                std::fill_n(values.begin() + slot, 1u << (offset + 6 - entry.length), entry.value);
                ++i;
                continue;
            }
            std::size_t end = i + 1;
            while (end < entries.size() && Bits::six(entries[end].bits, offset) == slot)
                ++end;
            below[slot] = entries.subspan(i, end - i);
            deeper |= std::uint64_t{1} << slot;
            i = end;
        }
    }
};

template <class Key>
std::uint32_t Fib<Key>::Trie::add_children(const Slots& slots) {
    const auto first = static_cast<std::uint32_t>(nodes.size());
    nodes.resize(nodes.size() + static_cast<unsigned>(std::popcount(slots.deeper)));
    return first;
}

template <class Key>
void Fib<Key>::Trie::build_children(std::uint32_t first, const Slots& slots, unsigned offset) {
    for (std::uint64_t left = slots.deeper; left; left &= left - 1) {
        const auto slot = static_cast<unsigned>(std::countr_zero(left));
        build_node(first++, slots.below[slot], offset, slots.values[slot]);
    }
}

template <class Key>
void Fib<Key>::Trie::build_node(std::uint32_t index, Entries entries, unsigned offset, std::uint32_t inherited) {
    const Slots slots(entries, offset, inherited);
    FibNode node{
        .deeper = slots.deeper, .children = add_children(slots), .answers = static_cast<std::uint32_t>(answers.size())};
    for (unsigned slot = 0; slot < 64; ++slot) {
        const bool is_equal = node.runs != 0 && answers.back() == slots.values[slot];
        if (node.deeper >> slot & 1 || is_equal) continue;
        answers.push_back(slots.values[slot]);
        node.runs |= std::uint64_t{1} << slot;
    }
    nodes[index] = node;
    build_children(node.children, slots, offset + 6);
}

/// From the entries below a root that has one answer so far.
template <class Key>
void Fib<Key>::Trie::build_root(FibRoot& root, Entries entries) {
    const Slots slots(entries, Bits::direct_bits, answers[root.answers]);
    const std::uint32_t children = add_children(slots);
    std::uint32_t child = children;
    root.answers = static_cast<std::uint32_t>(answers.size());
    for (unsigned slot = 0; slot < 64; ++slot) {
        const std::uint32_t value = slots.deeper >> slot & 1 ? child++ | fib_deeper : slots.values[slot];
        if (slot != 0 && answers.back() == value) continue;
        answers.push_back(value);
        if (slot != 0) root.runs |= std::uint64_t{1} << slot;
    }
    build_children(children, slots, Bits::direct_bits + 6);
}

/// Roots `first` to `last`, from the entries that begin in them.
template <class Key>
void Fib<Key>::Trie::build_roots(Entries entries, std::uint32_t first, std::uint32_t last, std::uint32_t inherited) {
    const auto fill = [&](std::uint32_t begin, std::uint32_t end, std::uint32_t value) {
        std::fill(roots.begin() + begin, roots.begin() + end,
                  FibRoot{.answers = static_cast<std::uint32_t>(answers.size())});
        answers.push_back(value);
    };
    fill(first, last + 1, inherited);
    for (std::size_t i = 0; i < entries.size();) {
        const Entry& entry = entries[i];
        const std::uint32_t at = Bits::direct(entry.bits);
        if (entry.length <= Bits::direct_bits) {
            const std::uint32_t count = std::uint32_t{1} << (Bits::direct_bits - entry.length);
            fill(at, at + std::min(count, last + 1 - at), entry.value);
            ++i;
            continue;
        }
        std::size_t end = i + 1;
        while (end < entries.size() && Bits::direct(entries[end].bits) == at)
            ++end;
        build_root(roots[at], entries.subspan(i, end - i));
        i = end;
    }
}

template <class Key>
void Fib<Key>::Trie::build(Entries entries) {
    nodes.clear();
    answers.clear();
    build_roots(entries, 0, (std::uint32_t{1} << Bits::direct_bits) - 1, none);
    nodes.shrink_to_fit();
    answers.shrink_to_fit();
    built_size = size();
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
    // Nodes and answers that updates no longer reach stay until they are as many as those in use.
    if (trie_->size() > 2 * trie_->built_size + 4096) return trie_->build(sorted);
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
    trie_->build_roots(std::span(begin, end), first, last, inherited);
}

template <class Key>
std::size_t Fib<Key>::memory() const {
    return trie_->roots.capacity() * sizeof(FibRoot) + trie_->nodes.capacity() * sizeof(FibNode) +
           trie_->answers.capacity() * sizeof(std::uint32_t);
}

template class Fib<Ipv4Key>;
template class Fib<Ipv6Key>;

}  // namespace snet
