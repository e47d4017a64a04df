#include "snet/neighbor.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "lib/records/keywords.hpp"
#include "lib/records/named_values.hpp"
#include "lib/values/ascii_case.hpp"
#include "lib/values/number_text.hpp"
#include "lib/values/text_parts.hpp"

namespace snet {
namespace {

// NTF_* and NTF_EXT_* of linux/neighbour.h.
constexpr std::uint8_t ntf_proxy = 0x08, ntf_ext_learned = 0x10, ntf_offloaded = 0x20, ntf_router = 0x80;
constexpr std::uint32_t ntf_ext_managed = 0x01;

struct FlagName {
    std::uint8_t flag;
    std::uint32_t extended_flag;
    std::string_view name;
};

// In the order in which `ip neigh` prints them.
constexpr FlagName flag_names[] = {{ntf_router, 0, "router"},
                                   {ntf_proxy, 0, "proxy"},
                                   {0, ntf_ext_managed, "managed"},
                                   {ntf_ext_learned, 0, "extern_learn"},
                                   {ntf_offloaded, 0, "offload"}};

struct StateName {
    NeighborState state;
    std::string_view name;
};

constexpr StateName state_names[] = {
    {NeighborState::incomplete, "INCOMPLETE"}, {NeighborState::reachable, "REACHABLE"},
    {NeighborState::stale, "STALE"},           {NeighborState::delay, "DELAY"},
    {NeighborState::probe, "PROBE"},           {NeighborState::failed, "FAILED"},
    {NeighborState::noarp, "NOARP"},           {NeighborState::permanent, "PERMANENT"}};

constexpr unsigned bits(NeighborState state) {
    return static_cast<unsigned>(state);
}

// The words that `ip neigh` joins by commas, should an entry have several states.
std::optional<NeighborState> parse_states(std::string_view words) {
    unsigned states = 0;
    for (const std::string_view word : split(words, ',')) {
        const auto state = parse_neighbor_state(word);
        if (!state) return std::nullopt;
        states |= bits(*state);
    }
    return static_cast<NeighborState>(states);
}

// Any link's address: the bytes say nothing of its type, an IP address says that it is a tunnel.
bool parse_link_address(std::string_view text, Neighbor& neighbor) {
    constexpr std::uint16_t arphrd_tunnel = 768, arphrd_tunnel6 = 769;  // linux/if_arp.h
    const auto parsed = LinkAddress::parse(text);
    if (!parsed) return false;
    neighbor.mac = *parsed;
    const auto address = IpAddress::parse(text);
    if (address && std::ranges::equal(address->bytes(), parsed->bytes()))
        neighbor.link_type = address->is_ipv4() ? arphrd_tunnel : arphrd_tunnel6;
    return true;
}

/// A neighbor being read, with what its readers need.
struct Draft {
    const Names& names;
    Neighbor neighbor{};
    bool has_address = false;
    bool has_state = false;
};

Result<void> read_link_address(WordReader& words, Draft& draft) {
    const auto word = words.value("a link-layer address");
    if (!word) return std::unexpected(word.error());
    if (!parse_link_address(*word, draft.neighbor)) return words.fail_expecting("a link-layer address");
    return {};
}

Result<void> take_state(WordReader& words, Draft& draft, NeighborState state) {
    if (std::exchange(draft.has_state, true)) return words.fail("a second state");
    draft.neighbor.state = state;
    return {};
}

Result<void> read_state(WordReader& words, Draft& draft) {
    const auto state = words.value_if("a state", parse_states);
    if (!state) return std::unexpected(state.error());
    return take_state(words, draft, *state);
}

Result<void> read_address(WordReader& words, Draft& draft) {
    const auto address = words.value_by("an address", IpAddress::parse);
    if (!address) return std::unexpected(address.error());
    if (std::exchange(draft.has_address, true)) return words.fail("a second address");
    draft.neighbor.address = *address;
    return {};
}

Result<void> read_neighbor_protocol(WordReader& words, Draft& draft) {
    return store(read_protocol(words, draft.names), draft.neighbor.protocol);
}

Result<void> read_probes(WordReader& words, Draft& draft) {
    if (draft.neighbor.probes) return words.fail_given_twice();
    return store(words.number("a count", max32), draft.neighbor.probes);
}

/// `used U/C/D` of `ip -s`: seconds since it was used, confirmed and updated. iproute2 6.1 forgets the blank before the
/// `probes N` that follows.
Result<void> read_ages(WordReader& words, Draft& draft) {
    auto word = words.value("seconds");
    if (!word) return std::unexpected(word.error());
    const bool has_probes = word->ends_with("probes");
    if (has_probes) word->remove_suffix(6);
    const auto ages = split(*word, '/');
    std::optional<std::uint32_t>* const targets[] = {&draft.neighbor.used_ago, &draft.neighbor.confirmed_ago,
                                                     &draft.neighbor.updated_ago};
    bool is_good = ages.size() == std::size(targets);
    for (std::size_t i = 0; is_good && i < ages.size(); ++i) {
        const auto seconds = parse_digits(ages[i], 10, max32);
        is_good = seconds.has_value();
        if (is_good) *targets[i] = static_cast<std::uint32_t>(*seconds);
    }
    if (!is_good) return words.fail_expecting("seconds as USED/CONFIRMED/UPDATED");
    return has_probes ? read_probes(words, draft) : Result<void>();
}

constexpr Keyword<Draft> keywords[] = {
    {"to", read_address},
    {"dev", [](WordReader& words, Draft& draft) { return store(read_device(words), draft.neighbor.device); }},
    {"lladdr", read_link_address},
    {"nud", read_state},
    {"proto", read_neighbor_protocol},
    {"protocol", read_neighbor_protocol},
    {"ref",
     [](WordReader& words, Draft& draft) { return store(words.number("a count", max32), draft.neighbor.references); }},
    {"probes", read_probes},
    {"used", read_ages},
};

/// A flag, a state, or the address: what is none of the others.
Result<bool> accept_other(WordReader& words, Draft& draft) {
    const std::string_view word = words.peek();
    Neighbor& neighbor = draft.neighbor;
    if (const auto* const flag = std::ranges::find(flag_names, word, &FlagName::name); flag != std::end(flag_names)) {
        words.take();
        if ((neighbor.flags & flag->flag) != 0 || (neighbor.extended_flags & flag->extended_flag) != 0)
            return words.fail_given_twice();
        neighbor.flags = static_cast<std::uint8_t>(neighbor.flags | flag->flag);
        neighbor.extended_flags |= flag->extended_flag;
        return true;
    }
    const auto state = parse_states(word);
    if (!state && draft.has_address && !IpAddress::parse(word)) return false;
    if (state) words.take();
    auto read = state ? take_state(words, draft, *state) : read_address(words, draft);
    if (!read) return std::unexpected(std::move(read.error()));
    return true;
}

}  // namespace

std::vector<std::string> neighbor_state_names(NeighborState state) {
    std::vector<std::string> names;
    for (const auto& [bit, name] : state_names)
        if ((bits(state) & bits(bit)) != 0) names.emplace_back(name);
    return names;
}

std::optional<NeighborState> parse_neighbor_state(std::string_view word) {
    if (equal_in_any_case(word, "NONE")) return NeighborState::none;
    for (const auto& [state, name] : state_names)
        if (equal_in_any_case(word, name)) return state;
    return std::nullopt;
}

bool Neighbor::is_router() const {
    return (flags & ntf_router) != 0;
}

bool Neighbor::is_proxy() const {
    return (flags & ntf_proxy) != 0;
}

bool Neighbor::is_externally_learned() const {
    return (flags & ntf_ext_learned) != 0;
}

bool Neighbor::is_managed() const {
    return (extended_flags & ntf_ext_managed) != 0;
}

Result<Neighbor> Neighbor::parse(std::string_view text, const Names& names) {
    WordReader words(text);
    Draft draft{names};
    if (auto read = read_keywords<Draft>(words, draft, keywords, "a word of a neighbor", accept_other); !read)
        return std::unexpected(std::move(read.error()));
    if (!draft.has_address) return words.fail_at_next("an address");
    return std::move(draft.neighbor);
}

std::string Neighbor::to_string(const Names& names) const {
    std::string text = address.to_string();
    if (!device.empty()) text += " dev " + device;
    if (mac) text += " lladdr " + mac->to_string(link_type);
    for (const auto& [flag, extended_flag, name] : flag_names)
        if ((flags & flag) != 0 || (extended_flags & extended_flag) != 0) text.append(" ").append(name);
    char before = ' ';
    for (const std::string& name : neighbor_state_names(state)) {
        text.append(1, before).append(name);
        before = ',';
    }
    if (protocol) text += " proto " + names.protocol(*protocol);
    return text;
}

}  // namespace snet
