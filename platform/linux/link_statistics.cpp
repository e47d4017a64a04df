#include "platform/linux/link_details.hpp"

namespace snet::platform {
namespace {

struct Counter {
    std::string_view key;
    unsigned place;  ///< in struct rtnl_link_stats and rtnl_link_stats64 alike
    bool only_if_counted = false;
};

constexpr Counter received[] = {{"bytes", 2},        {"packets", 0},   {"errors", 4},           {"dropped", 6},
                                {"over_errors", 11}, {"multicast", 8}, {"compressed", 21, true}};
constexpr Counter sent[] = {{"bytes", 3},           {"packets", 1},    {"errors", 5},           {"dropped", 7},
                            {"carrier_errors", 17}, {"collisions", 9}, {"compressed", 22, true}};

// Zero for what an older kernel does not count.
template <class Number>
std::uint64_t count(Bytes counters, unsigned place) {
    const std::size_t offset = place * sizeof(Number);
    if (counters.size() < offset + sizeof(Number)) return 0;
    return number<Number>(counters.subspan(offset, sizeof(Number))).value_or(0);
}

Value counts(std::span<const Counter> keys, Bytes wide, Bytes narrow) {
    Fields fields;
    for (const auto& [key, place, only_if_counted] : keys) {
        const std::uint64_t value =
            wide.empty() ? count<std::uint32_t>(narrow, place) : count<std::uint64_t>(wide, place);
        if (value != 0 || !only_if_counted) fields.push_back({std::string(key), kinds::number_value(value)});
    }
    return {.data = std::move(fields)};
}

}  // namespace

Fields link_statistics(Bytes wide, Bytes narrow) {
    if (wide.empty() && narrow.empty()) return {};
    return {{"rx", counts(received, wide, narrow)}, {"tx", counts(sent, wide, narrow)}};
}

}  // namespace snet::platform
