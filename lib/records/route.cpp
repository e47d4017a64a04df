#include "snet/route.hpp"

#include <algorithm>
#include <array>

#include "lib/records/route_numbers.hpp"
#include "lib/records/route_type.hpp"

namespace snet {

namespace {

constexpr std::array<std::string_view, 11> type_words = {"none",     "unicast",   "local",     "broadcast",
                                                         "anycast",  "multicast", "blackhole", "unreachable",
                                                         "prohibit", "throw",     "nat"};

}  // namespace

std::string to_string(RouteType type) {
    const auto number = static_cast<std::size_t>(type);
    return number < type_words.size() ? std::string(type_words[number]) : std::to_string(number);
}

std::optional<RouteType> parse_route_type(std::string_view word) {
    const auto found = std::ranges::find(type_words, word);
    if (found == type_words.end()) return std::nullopt;
    return static_cast<RouteType>(found - type_words.begin());
}

bool NextHop::operator==(const NextHop& other) const {
    const bool same_encapsulation = encapsulation == other.encapsulation ||
                                    (encapsulation && other.encapsulation && *encapsulation == *other.encapsulation);
    return same_encapsulation && gateway == other.gateway && device == other.device && weight == other.weight &&
           flags == other.flags && realms == other.realms;
}

const NextHop* Route::living_next_hop(bool linkdown_is_dead) const {
    if (leads_nowhere(type)) return nullptr;
    const std::uint32_t deadly = linkdown_is_dead ? hop_dead | hop_linkdown : hop_dead;
    const auto living = std::ranges::find_if(next_hops, [&](const NextHop& hop) { return (hop.flags & deadly) == 0; });
    return living == next_hops.end() ? nullptr : &*living;
}

}  // namespace snet
