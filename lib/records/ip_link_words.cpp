#include <algorithm>
#include <iterator>

#include "lib/records/name_text.hpp"
#include "snet/ip_command.hpp"
#include "snet/route.hpp"

namespace snet {

namespace {

/// Those that are made by their name alone.
constexpr std::string_view simple_kinds[] = {"dummy", "bridge", "ifb", "bond", "team", "nlmon", "vcan"};

/// Those that need the interface below, and no more.
constexpr std::string_view upper_kinds[] = {"macvlan", "macvtap", "ipvlan", "ipvtap"};

bool is_one_of(std::span<const std::string_view> kinds, const std::string& kind) {
    return std::ranges::find(kinds, kind) != kinds.end();
}

/// The flags that a user can set. The kernel knows by itself which address is the second of its subnet.
std::vector<std::string> flag_words(const InterfaceAddress& address) {
    constexpr std::uint32_t settable = address_no_dad | address_optimistic | address_home | address_manages_temporary |
                                       address_no_prefix_route | address_autojoin;
    const bool is_ipv6 = address.local.is_ipv6();
    std::vector<std::string> words;
    for (const AddressFlagName& name : address_flag_names())
        if ((address.flags & settable & name.flag) != 0) words.emplace_back(is_ipv6 ? name.ipv6 : name.ipv4);
    return words;
}

/// Lifetimes as numbers, since what ends has no more to say than that it ends.
std::vector<std::string> lifetime_words(const InterfaceAddress& address) {
    constexpr std::uint32_t long_time = 2000000000;
    const bool is_dynamic = (address.flags & address_permanent) == 0;
    const bool is_deprecated = (address.flags & address_deprecated) != 0;
    if (!is_dynamic && !is_deprecated) return {};
    const std::uint32_t valid = is_dynamic ? std::min(address.valid_lifetime, long_time) : InterfaceAddress::forever;
    const std::uint32_t preferred = is_deprecated ? 0 : std::min(address.preferred_lifetime, valid);
    const auto text = [](std::uint32_t seconds) {
        return seconds == InterfaceAddress::forever ? "forever" : std::to_string(seconds);
    };
    return {"valid_lft", text(valid), "preferred_lft", text(preferred)};
}

void append(IpCommand& words, std::vector<std::string>&& more) {
    std::ranges::move(more, std::back_inserter(words));
}

void append_settings(IpCommand& command, const AddressRecord& record) {
    static const Names numbers(true, "/nonexistent");
    const InterfaceAddress& address = record.address;
    if (address.broadcast) append(command, {"broadcast", address.broadcast->to_string()});
    if (address.anycast) append(command, {"anycast", address.anycast->to_string()});
    if (address.local.is_ipv4()) append(command, {"scope", numbers.scope(address.scope)});
    if (!address.label.empty() && address.label != record.device) append(command, {"label", address.label});
    if (address.metric) append(command, {"metric", std::to_string(*address.metric)});
    append(command, flag_words(address));
    append(command, lifetime_words(address));
}

}  // namespace

Result<IpCommand> ip_command(IpVerb verb, const AddressRecord& record) {
    constexpr std::string_view verbs[] = {"add", "replace", "del"};
    const InterfaceAddress& address = record.address;
    const std::string length = '/' + std::to_string(address.prefix_length);
    IpCommand command{"address", std::string(verbs[static_cast<std::size_t>(verb)])};
    if (address.peer)
        append(command, {address.local.to_string(), "peer", address.peer->to_string() + length});
    else
        command.push_back(address.local.to_string() + length);
    append(command, {"dev", record.device});
    if (verb != IpVerb::del) append_settings(command, record);
    return command;
}

std::optional<std::vector<std::string>> ip_link_kind(const InterfaceRecord& interface) {
    if (!interface.kind) return std::nullopt;
    const std::string& kind = *interface.kind;
    if (is_one_of(simple_kinds, kind)) return std::vector<std::string>{"type", kind};
    if (is_one_of(upper_kinds, kind) && interface.link && !interface.link->empty())
        return std::vector<std::string>{"link", *interface.link, "type", kind};
    if (kind == "vrf" && interface.vrf_table)
        return std::vector<std::string>{"type", kind, "table", std::to_string(*interface.vrf_table)};
    return std::nullopt;
}

}  // namespace snet
