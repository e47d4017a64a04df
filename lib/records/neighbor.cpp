#include "snet/neighbor.hpp"

#include <algorithm>
#include <charconv>

#include "lib/records/word_reader.hpp"
#include "lib/values/ascii_case.hpp"

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
    for (bool more = true; more;) {
        const std::size_t comma = words.find(',');
        const auto state = parse_neighbor_state(words.substr(0, comma));
        if (!state) return std::nullopt;
        states |= bits(*state);
        more = comma != words.npos;
        if (more) words.remove_prefix(comma + 1);
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

class NeighborReader {
  public:
    NeighborReader(std::string_view text, const Names& names) : reader_(text), names_(names) {}

    Result<Neighbor> read() {
        while (!reader_.at_end())
            if (auto done = read_item(); !done) return std::unexpected(done.error());
        if (!has_address_) return reader_.fail_at_next("an address");
        return std::move(neighbor_);
    }

  private:
    Result<void> read_item() {
        if (reader_.accept("dev")) return read_device();
        if (reader_.accept("lladdr")) return read_lladdr();
        if (reader_.accept("nud")) return read_state(reader_.value("a state"));
        if (reader_.accept("proto") || reader_.accept("protocol"))
            return store(
                reader_.value_by("a protocol", [this](std::string_view word) { return names_.parse_protocol(word); }),
                neighbor_.protocol);
        if (reader_.accept("ref")) return store(reader_.number("a count", UINT32_MAX), neighbor_.references);
        if (reader_.accept("probes")) return store(reader_.number("a count", UINT32_MAX), neighbor_.probes);
        if (reader_.accept("used")) return read_ages();
        if (has_address_ && reader_.accept("to")) return reader_.fail("a second address");
        reader_.accept("to");
        return read_word(reader_.take());
    }

    // A flag, a state, or the address: what is none of the others.
    Result<void> read_word(std::string_view word) {
        for (const auto& [flag, extended_flag, name] : flag_names)
            if (word == name) {
                neighbor_.flags = static_cast<std::uint8_t>(neighbor_.flags | flag);
                neighbor_.extended_flags |= extended_flag;
                return {};
            }
        if (parse_states(word)) return read_state(word);
        const auto address = IpAddress::parse(word);
        if (!address) return reader_.fail_expecting(has_address_ ? "a neighbor's keyword" : "an address");
        if (has_address_) return reader_.fail("a second address");
        neighbor_.address = *address;
        has_address_ = true;
        return {};
    }

    Result<void> read_device() {
        const auto device = reader_.value("an interface");
        if (!device) return std::unexpected(device.error());
        if (!neighbor_.device.empty()) return reader_.fail("a second interface");
        neighbor_.device = *device;
        return {};
    }

    Result<void> read_lladdr() {
        const auto word = reader_.value("a link-layer address");
        if (!word) return std::unexpected(word.error());
        if (neighbor_.mac) return reader_.fail("a second link-layer address");
        if (!parse_link_address(*word, neighbor_)) return reader_.fail_expecting("a link-layer address");
        return {};
    }

    Result<void> read_state(const Result<std::string_view>& word) {
        if (!word) return std::unexpected(word.error());
        const auto state = parse_states(*word);
        if (!state) return reader_.fail_expecting("a state");
        if (has_state_) return reader_.fail("a second state");
        neighbor_.state = *state;
        has_state_ = true;
        return {};
    }

    // `used U/C/D` of `ip -s`: seconds since it was used, confirmed and updated. iproute2 6.1 forgets the blank before
    // the `probes N` that follows.
    Result<void> read_ages() {
        const auto word = reader_.value("seconds");
        if (!word) return std::unexpected(word.error());
        const bool probes = word->ends_with("probes");
        const char* at = word->data();
        const char* const end = at + word->size() - (probes ? 6 : 0);
        for (auto* age : {&neighbor_.used_ago, &neighbor_.confirmed_ago, &neighbor_.updated_ago}) {
            std::uint32_t seconds = 0;
            const auto [next, error] = std::from_chars(at, end, seconds);
            const bool last = age == &neighbor_.updated_ago;
            if (error != std::errc{} || (last ? next != end : next == end || *next != '/'))
                return reader_.fail_expecting("seconds as USED/CONFIRMED/UPDATED");
            *age = seconds;
            at = last ? next : next + 1;
        }
        if (probes) return store(reader_.number("a count", UINT32_MAX), neighbor_.probes);
        return {};
    }

    WordReader reader_;
    const Names& names_;
    Neighbor neighbor_;
    bool has_address_ = false;
    bool has_state_ = false;
};

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
    return NeighborReader(text, names).read();
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
