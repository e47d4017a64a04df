// Measures Fib in this process against what others do with the same prefixes: sorting them, a DIR-24-8 table, DPDK's,
// and, for IPv6, a search in sorted intervals. All answers are compared first.
//
//     bench-fib IPV4-PREFIXES IPV6-PREFIXES
//
// Prints a line for each comparison, TAB-separated: what, ours, theirs, ours / theirs, what that may be at most. A peer
// that is not there has "-", and a budget of 0 is none.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "tests/bench/dpdk_fib.hpp"

namespace snet::bench {
namespace {

constexpr std::size_t question_count = 1 << 22;
constexpr int rounds = 7;

std::mt19937_64 random_bits(8);

double seconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
    std::ranges::nth_element(values, values.begin() + values.size() / 2);
    return values[values.size() / 2];
}

void report(const std::string& what, const std::string& ours, const std::string& theirs, double ratio, double most) {
    std::printf("%s\t%s\t%s\t%.3f\t%.3f\n", what.c_str(), ours.c_str(), theirs.c_str(), ratio, most);
    std::fflush(stdout);
}

std::string text(const char* form, double number) {
    char buffer[64];
    return {buffer, static_cast<std::size_t>(std::snprintf(buffer, sizeof buffer, form, number))};
}

/// Some of a hundred lengths, as often as routers of the Internet have them.
std::uint8_t pick_length(std::span<const std::pair<unsigned, std::uint8_t>> shares) {
    auto share = static_cast<unsigned>(random_bits() % 100);
    for (const auto& [percent, length] : shares) {
        if (share < percent) return length;
        share -= percent;
    }
    return shares.back().second;
}

/// In no order, each once.
std::vector<Ipv4Fib::Entry> ipv4_prefixes(std::size_t count) {
    constexpr std::pair<unsigned, std::uint8_t> shares[] = {{60, 24}, {10, 23}, {11, 22}, {5, 21}, {4, 20}, {3, 19},
                                                            {2, 18},  {2, 16},  {1, 25},  {1, 28}, {1, 32}};
    std::vector<Ipv4Fib::Entry> all;
    while (all.size() < count) {
        while (all.size() < count) {
            const std::uint8_t length = pick_length(shares);
            const auto bits = static_cast<Ipv4Key>(0x01000000 + random_bits() % 0xdf000000);
            all.push_back({bits & ~Ipv4Key{0} << (32 - length), 0, length});
        }
        std::sort(all.begin(), all.end());
        const auto [first, last] = std::ranges::unique(
            all, [](const auto& a, const auto& b) { return a.bits == b.bits && a.length == b.length; });
        all.erase(first, last);
    }
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].value = static_cast<std::uint32_t>(i);
    std::ranges::shuffle(all, random_bits);
    return all;
}

/// In the blocks of as many networks as a tenth.
std::vector<Ipv6Fib::Entry> ipv6_prefixes(std::size_t count) {
    constexpr std::pair<unsigned, std::uint8_t> shares[] = {{50, 48}, {13, 32}, {2, 29}, {5, 36}, {8, 40},
                                                            {8, 44},  {5, 46},  {4, 56}, {5, 64}};
    std::vector<std::uint64_t> networks(std::max<std::size_t>(count / 10, 1));
    for (std::uint64_t& network : networks)
        network = (random_bits() >> 3 | std::uint64_t{1} << 61) & ~std::uint64_t{0} << 32;
    std::vector<Ipv6Fib::Entry> all;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint8_t length = pick_length(shares);
        const std::uint64_t bits = networks[random_bits() % networks.size()] | (random_bits() >> 32);
        all.push_back({{bits & ~std::uint64_t{0} << (64 - length), 0}, static_cast<std::uint32_t>(i), length});
    }
    return all;
}

/// Addresses all over, for IPv6 those of 2000::/3, every other one near a prefix.
std::vector<Ipv4Key> questions(std::span<const Ipv4Fib::Entry>) {
    std::vector<Ipv4Key> keys(question_count);
    for (Ipv4Key& key : keys)
        key = static_cast<Ipv4Key>(random_bits());
    return keys;
}

std::vector<Ipv6Key> questions(std::span<const Ipv6Fib::Entry> prefixes) {
    std::vector<Ipv6Key> keys(question_count);
    for (Ipv6Key& key : keys) {
        key = {random_bits() >> 3 | std::uint64_t{1} << 61, random_bits()};
        const Ipv6Fib::Entry& near = prefixes[random_bits() % prefixes.size()];
        if (random_bits() % 2 == 0) key.high = near.bits.high | (random_bits() & ~std::uint64_t{0} >> near.length);
    }
    return keys;
}

/// 2^24 answers, and 256 more for each of them that longer prefixes lie in.
class Dir24 {
  public:
    explicit Dir24(std::span<const Ipv4Fib::Entry> sorted) : direct_(1 << 24, Ipv4Fib::none) {
        // The shorter first: a longer one overwrites a part of it.
        std::vector<Ipv4Fib::Entry> by_length(sorted.begin(), sorted.end());
        std::ranges::stable_sort(by_length, {}, &Ipv4Fib::Entry::length);
        for (const Ipv4Fib::Entry& one : by_length)
            one.length <= 24 ? add_short(one) : add_long(one);
    }

    std::uint32_t lookup(Ipv4Key key) const {
        const std::uint32_t at = direct_[key >> 8];
        return (at & deeper) == 0 ? at : more_[(at & ~deeper) << 8 | (key & 255)];
    }

  private:
    static constexpr std::uint32_t deeper = 0x80000000;

    void add_short(const Ipv4Fib::Entry& one) {
        std::fill_n(direct_.begin() + (one.bits >> 8), std::size_t{1} << (24 - one.length), one.value);
    }

    void add_long(const Ipv4Fib::Entry& one) {
        std::uint32_t& at = direct_[one.bits >> 8];
        if ((at & deeper) == 0) {
            more_.resize(more_.size() + 256, at);
            at = deeper | static_cast<std::uint32_t>(more_.size() / 256 - 1);
        }
        const std::size_t block = std::size_t{at & ~deeper} << 8;
        std::fill_n(more_.begin() + static_cast<std::ptrdiff_t>(block | (one.bits & 255)), 1u << (32 - one.length),
                    one.value);
    }

    std::vector<std::uint32_t> direct_, more_;
};

/// Where the answer changes, in order.
class Intervals {
  public:
    explicit Intervals(std::span<const Ipv6Fib::Entry> sorted) {
        std::vector<Ipv6Fib::Entry> open;
        for (const Ipv6Fib::Entry& one : sorted) {
            close(open, one.bits);
            begin(one.bits, one.value);
            open.push_back(one);
        }
        close(open, {~std::uint64_t{0}, ~std::uint64_t{0}});
    }

    std::uint32_t lookup(Ipv6Key key) const {
        const auto after = std::ranges::upper_bound(starts_, key);
        return after == starts_.begin() ? Ipv6Fib::none
                                        : values_[static_cast<std::size_t>(after - starts_.begin()) - 1];
    }

  private:
    static Ipv6Key end_of(const Ipv6Fib::Entry& one) {
        return {one.bits.high + (std::uint64_t{1} << (64 - one.length)), 0};
    }

    // What ends before a key gives way to what it lies in.
    void close(std::vector<Ipv6Fib::Entry>& open, Ipv6Key before) {
        while (!open.empty() && end_of(open.back()) <= before) {
            const Ipv6Key end = end_of(open.back());
            open.pop_back();
            begin(end, open.empty() ? Ipv6Fib::none : open.back().value);
        }
    }

    void begin(Ipv6Key key, std::uint32_t value) {
        if (!starts_.empty() && starts_.back() == key) return void(values_.back() = value);
        starts_.push_back(key);
        values_.push_back(value);
    }

    std::vector<Ipv6Key> starts_;
    std::vector<std::uint32_t> values_;
};

template <class Key>
class Comparison {
  public:
    Comparison(std::string family, std::vector<typename Fib<Key>::Entry> prefixes)
        : family_(std::move(family)), prefixes_(std::move(prefixes)) {
        measure_building();
        keys_ = questions(sorted_);
        ours_ = [this](std::span<const Key> keys, std::span<std::uint32_t> values) { fib_.lookup(keys, values); };
        one_by_one_ = each([this](Key key) { return fib_.lookup(key); });
    }

    const std::vector<typename Fib<Key>::Entry>& sorted() const { return sorted_; }
    double memory() const { return static_cast<double>(fib_.memory()) / (1 << 20); }

    template <class One>
    static LookUp<Key> each(One one) {
        return [one](std::span<const Key> keys, std::span<std::uint32_t> values) {
            for (std::size_t i = 0; i < keys.size(); ++i)
                values[i] = one(keys[i]);
        };
    }

    /// Prints how many addresses each answers in a second.
    void against(const std::string& peer, const LookUp<Key>& theirs, double times) {
        check(peer, theirs);
        std::vector<double> batched, single, others;
        for (int round = 0; round < rounds; ++round) {
            batched.push_back(time(ours_));
            others.push_back(time(theirs));
            single.push_back(time(one_by_one_));
        }
        report(family_ + ", batched, against " + peer, rate(batched), rate(others), median(batched) / median(others),
               1 / times);
        report(family_ + ", one by one, against " + peer, rate(single), rate(others), median(single) / median(others),
               0);
    }

    void report_building(double times) const {
        report(family_ + ", building, against sorting the prefixes", text("%.0f ms", building_ * 1000),
               text("%.0f ms", sorting_ * 1000), building_ / sorting_, times);
    }

  private:
    void measure_building() {
        std::vector<double> sorting, building;
        for (int round = 0; round < rounds; ++round) {
            sorted_ = prefixes_;
            sorting.push_back(seconds([&] { std::sort(sorted_.begin(), sorted_.end()); }));
            building.push_back(seconds([&] { fib_ = Fib<Key>(sorted_); }));
        }
        sorting_ = median(sorting);
        building_ = median(building);
    }

    double time(const LookUp<Key>& look_up) {
        return seconds([&] { look_up(keys_, values_); });
    }

    void check(const std::string& peer, const LookUp<Key>& theirs) {
        std::vector<std::uint32_t> expected(keys_.size());
        theirs(keys_, expected);
        ours_(keys_, values_);
        if (values_ == expected) return;
        std::fprintf(stderr, "bench-fib: %s and %s differ\n", family_.c_str(), peer.c_str());
        std::exit(2);
    }

    static std::string rate(const std::vector<double>& times) {
        return text("%.1f M/s", question_count / median(times) / 1e6);
    }

    std::string family_;
    std::vector<typename Fib<Key>::Entry> prefixes_, sorted_;
    Fib<Key> fib_;
    double sorting_ = 0, building_ = 0;
    std::vector<Key> keys_;
    std::vector<std::uint32_t> values_ = std::vector<std::uint32_t>(question_count);
    LookUp<Key> ours_, one_by_one_;
};

void measure_ipv4(std::size_t count) {
    Comparison<Ipv4Key> ipv4("IPv4", ipv4_prefixes(count));
    ipv4.report_building(1.5);
    report("IPv4, memory", text("%.1f MB", ipv4.memory()), "16 MB", ipv4.memory() / 16, 1);
    const Dir24 dir24(ipv4.sorted());
    ipv4.against("DIR-24-8", ipv4.each([&](Ipv4Key key) { return dir24.lookup(key); }), 1.2);
    if (const auto dpdk = dpdk_fib(ipv4.sorted()))
        ipv4.against("DPDK's rte_fib", *dpdk, 1);
    else
        std::puts("IPv4, batched, against DPDK's rte_fib\t-\t-\t-\t-");
}

void measure_ipv6(std::size_t count) {
    Comparison<Ipv6Key> ipv6("IPv6", ipv6_prefixes(count));
    ipv6.report_building(0);
    report("IPv6, memory", text("%.1f MB", ipv6.memory()), "16 MB", ipv6.memory() / 16, 1);
    const Intervals intervals(ipv6.sorted());
    ipv6.against("sorted intervals", ipv6.each([&](Ipv6Key key) { return intervals.lookup(key); }), 3);
}

}  // namespace
}  // namespace snet::bench

int main(int argc, char** argv) {
    if (argc != 3) return std::fprintf(stderr, "usage: bench-fib IPV4-PREFIXES IPV6-PREFIXES\n"), 2;
    snet::bench::measure_ipv4(std::strtoul(argv[1], nullptr, 10));
    snet::bench::measure_ipv6(std::strtoul(argv[2], nullptr, 10));
    return 0;
}
