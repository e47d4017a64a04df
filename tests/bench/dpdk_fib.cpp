#include "tests/bench/dpdk_fib.hpp"

#include <rte_eal.h>
#include <rte_fib.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>
#include <memory>

namespace snet::bench {

namespace {

constexpr std::size_t batch = 64;

struct FreeFib {
    void operator()(rte_fib* fib) const { rte_fib_free(fib); }
};

// In plain memory, without devices and without other processes of DPDK.
bool start_dpdk() {
    const char* words[] = {"bench-fib", "--no-huge", "--no-shconf", "--no-pci", "-m", "1024", "--log-level", "error"};
    return rte_eal_init(std::size(words), const_cast<char**>(words)) >= 0;
}

rte_fib* make_fib(std::size_t prefixes) {
    rte_fib_conf settings{};
    settings.type = RTE_FIB_DIR24_8;
    settings.default_nh = Ipv4Fib::none;
    settings.max_routes = static_cast<int>(prefixes);
    settings.dir24_8.nh_sz = RTE_FIB_DIR24_8_4B;
    settings.dir24_8.num_tbl8 = 1u << 18;
    return rte_fib_create("bench", -1, &settings);
}

}  // namespace

std::optional<LookUp<Ipv4Key>> dpdk_fib(std::span<const Ipv4Fib::Entry> prefixes) {
    if (!start_dpdk()) return std::nullopt;
    const std::shared_ptr<rte_fib> fib(make_fib(prefixes.size()), FreeFib());
    if (!fib) return std::nullopt;
    for (const Ipv4Fib::Entry& one : prefixes)
        if (rte_fib_add(fib.get(), one.bits, one.length, one.value) != 0) return std::nullopt;
    return [fib](std::span<const Ipv4Key> keys, std::span<std::uint32_t> values) {
        std::array<std::uint64_t, batch> found;
        for (std::size_t begin = 0; begin < keys.size(); begin += batch) {
            const auto count = std::min(batch, keys.size() - begin);
            rte_fib_lookup_bulk(fib.get(), const_cast<Ipv4Key*>(&keys[begin]), found.data(), static_cast<int>(count));
            for (std::size_t i = 0; i < count; ++i)
                values[begin + i] = static_cast<std::uint32_t>(found[i]);
        }
    };
}

}  // namespace snet::bench
