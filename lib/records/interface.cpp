#include "snet/interface.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "lib/records/interface_flags.hpp"
#include "lib/values/hex.hpp"
#include "lib/values/number_text.hpp"

namespace snet {
namespace {

constexpr AddressFlagName address_flags[] = {{address_secondary, "secondary", "temporary"},
                                             {address_no_dad, "nodad", "nodad"},
                                             {address_optimistic, "optimistic", "optimistic"},
                                             {address_dad_failed, "dadfailed", "dadfailed"},
                                             {address_home, "home", "home"},
                                             {address_deprecated, "deprecated", "deprecated"},
                                             {address_tentative, "tentative", "tentative"},
                                             {address_permanent, "dynamic", "dynamic"},
                                             {address_manages_temporary, "mngtmpaddr", "mngtmpaddr"},
                                             {address_no_prefix_route, "noprefixroute", "noprefixroute"},
                                             {address_autojoin, "autojoin", "autojoin"},
                                             {address_stable_privacy, "stable-privacy", "stable-privacy"}};

struct FlagName {
    std::uint32_t flag;
    std::string_view name;
};

constexpr FlagName flag_names[] = {{interface_loopback, "LOOPBACK"},
                                   {0x2, "BROADCAST"},
                                   {0x10, "POINTOPOINT"},
                                   {0x1000, "MULTICAST"},
                                   {0x80, "NOARP"},
                                   {0x200, "ALLMULTI"},
                                   {0x100, "PROMISC"},
                                   {0x400, "MASTER"},
                                   {0x800, "SLAVE"},
                                   {0x4, "DEBUG"},
                                   {0x8000, "DYNAMIC"},
                                   {0x4000, "AUTOMEDIA"},
                                   {0x2000, "PORTSEL"},
                                   {0x20, "NOTRAILERS"},
                                   {interface_up, "UP"},
                                   {interface_lower_up, "LOWER_UP"},
                                   {0x20000, "DORMANT"},
                                   {0x40000, "ECHO"}};

// IF_OPER_* of linux/if.h, by number.
constexpr std::string_view operstates[] = {"UNKNOWN", "NOTPRESENT", "DOWN", "LOWERLAYERDOWN",
                                           "TESTING", "DORMANT",    "UP"};

struct LinkTypeName {
    std::uint16_t type;
    std::string_view name;
};

// ARPHRD_* of linux/if_arp.h with iproute2's names, ascending.
constexpr LinkTypeName link_types[] = {{0, "netrom"},
                                       {1, "ether"},
                                       {2, "eether"},
                                       {3, "ax25"},
                                       {4, "pronet"},
                                       {5, "chaos"},
                                       {6, "ieee802"},
                                       {7, "arcnet"},
                                       {8, "atalk"},
                                       {15, "dlci"},
                                       {19, "atm"},
                                       {23, "metricom"},
                                       {24, "ieee1394"},
                                       {32, "infiniband"},
                                       {256, "slip"},
                                       {257, "cslip"},
                                       {258, "slip6"},
                                       {259, "cslip6"},
                                       {260, "rsrvd"},
                                       {264, "adapt"},
                                       {270, "rose"},
                                       {271, "x25"},
                                       {272, "hwx25"},
                                       {280, "can"},
                                       {290, "mctp"},
                                       {512, "ppp"},
                                       {513, "hdlc"},
                                       {516, "lapb"},
                                       {517, "ddcmp"},
                                       {518, "rawhdlc"},
                                       {768, "ipip"},
                                       {769, "tunnel6"},
                                       {770, "frad"},
                                       {771, "skip"},
                                       {772, "loopback"},
                                       {773, "ltalk"},
                                       {774, "fddi"},
                                       {775, "bif"},
                                       {776, "sit"},
                                       {777, "ip/ddp"},
                                       {778, "gre"},
                                       {779, "pimreg"},
                                       {780, "hippi"},
                                       {781, "ash"},
                                       {782, "econet"},
                                       {783, "irda"},
                                       {784, "fcpp"},
                                       {785, "fcal"},
                                       {786, "fcpl"},
                                       {787, "fcfb0"},
                                       {788, "fcfb1"},
                                       {789, "fcfb2"},
                                       {790, "fcfb3"},
                                       {791, "fcfb4"},
                                       {792, "fcfb5"},
                                       {793, "fcfb6"},
                                       {794, "fcfb7"},
                                       {795, "fcfb8"},
                                       {796, "fcfb9"},
                                       {797, "fcfb10"},
                                       {798, "fcfb11"},
                                       {799, "fcfb12"},
                                       {800, "tr"},
                                       {801, "ieee802.11"},
                                       {802, "ieee802.11/prism"},
                                       {803, "ieee802.11/radiotap"},
                                       {804, "ieee802.15.4"},
                                       {805, "ieee802.15.4/monitor"},
                                       {820, "phonet"},
                                       {821, "phonet_pipe"},
                                       {822, "caif"},
                                       {823, "gre6"},
                                       {824, "netlink"},
                                       {825, "6lowpan"},
                                       {0xfffe, "none"},
                                       {0xffff, "void"}};

}  // namespace

bool Interface::is_up() const {
    return (flags & interface_up) != 0;
}

bool Interface::is_loopback() const {
    return (flags & interface_loopback) != 0;
}

std::span<const AddressFlagName> address_flag_names() {
    return address_flags;
}

std::vector<std::string> interface_flag_names(std::uint32_t flags) {
    std::vector<std::string> names;
    if ((flags & interface_up) != 0 && (flags & interface_running) == 0) names.emplace_back("NO-CARRIER");
    flags &= ~interface_running;  // what is not NO-CARRIER runs
    for (const auto& [flag, name] : flag_names) {
        if ((flags & flag) != 0) names.emplace_back(name);
        flags &= ~flag;
    }
    if (flags != 0) names.push_back(hex_text(flags));
    return names;
}

std::optional<std::uint32_t> parse_interface_flag(std::string_view word) {
    const auto* const found = std::ranges::find(flag_names, word, &FlagName::name);
    if (found != std::end(flag_names)) return found->flag;
    const auto number = parse_digits(word, 16, max32);
    return number ? std::optional(static_cast<std::uint32_t>(*number)) : std::nullopt;
}

std::string operstate_name(std::uint8_t operstate) {
    if (operstate < std::size(operstates)) return std::string(operstates[operstate]);
    return to_hexadecimal(operstate);
}

std::string link_type_name(std::uint16_t link_type) {
    const auto* const found = std::ranges::lower_bound(link_types, link_type, {}, &LinkTypeName::type);
    if (found != std::end(link_types) && found->type == link_type) return std::string(found->name);
    return '[' + std::to_string(link_type) + ']';
}

std::optional<std::uint16_t> parse_link_type(std::string_view word) {
    const auto* const found = std::ranges::find(link_types, word, &LinkTypeName::name);
    if (found != std::end(link_types)) return found->type;
    if (word.size() > 2 && word.front() == '[' && word.back() == ']') word = word.substr(1, word.size() - 2);
    const auto number = parse_digits(word, 10, max16);
    return number ? std::optional(static_cast<std::uint16_t>(*number)) : std::nullopt;
}

}  // namespace snet
