#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "snet/ip_address.hpp"
#include "snet/link_address.hpp"
#include "snet/origin.hpp"
#include "snet/value.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// What the kernel says of an address: IFA_F_* of linux/if_addr.h, by value.
inline constexpr std::uint32_t address_secondary = 0x01;  ///< IPv4: not the first of its subnet
inline constexpr std::uint32_t address_temporary = 0x01;  ///< IPv6: RFC 8981
inline constexpr std::uint32_t address_no_dad = 0x02;
inline constexpr std::uint32_t address_optimistic = 0x04;
inline constexpr std::uint32_t address_dad_failed = 0x08;
inline constexpr std::uint32_t address_home = 0x10;
inline constexpr std::uint32_t address_deprecated = 0x20;
inline constexpr std::uint32_t address_tentative = 0x40;
inline constexpr std::uint32_t address_permanent = 0x80;
inline constexpr std::uint32_t address_manages_temporary = 0x100;
inline constexpr std::uint32_t address_no_prefix_route = 0x200;
inline constexpr std::uint32_t address_autojoin = 0x400;
inline constexpr std::uint32_t address_stable_privacy = 0x800;

/// An address of an interface (RTM_NEWADDR of linux/if_addr.h).
struct InterfaceAddress {
    static constexpr std::uint32_t forever = 0xffffffff;

    std::uint32_t index = 0;        ///< of its interface
    IpAddress local;                ///< the interface's own address (IFA_LOCAL)
    std::optional<IpAddress> peer;  ///< the other end's, where it differs (IFA_ADDRESS)
    std::uint8_t prefix_length = 0;
    std::optional<IpAddress> broadcast;
    std::optional<IpAddress> anycast;
    std::uint8_t scope = 0;   ///< RT_SCOPE_*
    std::uint32_t flags = 0;  ///< address_secondary, ...
    std::optional<std::uint32_t> metric;
    std::optional<std::uint8_t> protocol;        ///< IFAPROT_*: who added it
    std::string label;                           ///< IPv4 only; empty if none
    std::uint32_t valid_lifetime = forever;      ///< seconds
    std::uint32_t preferred_lifetime = forever;  ///< seconds
    Origin origin = Origin::os;

    Family family() const { return local.family(); }
    bool operator==(const InterfaceAddress&) const = default;
};

/// The word that iproute2 has for an address's flag.
struct AddressFlagName {
    std::uint32_t flag;
    std::string_view ipv4;
    std::string_view ipv6;
};

/// In iproute2's order. Permanent is the rule: its absence is what has a name, "dynamic".
std::span<const AddressFlagName> address_flag_names();

/// What is known of an interface's kind: "bridge", "vlan", ...
struct LinkKind {
    std::string kind;        ///< empty if the interface has no kind of its own
    Fields data;             ///< its settings, as `ip -d` shows them
    std::string slave_kind;  ///< the kind of the master, where that keeps settings for each of its ports
    Fields slave_data;
    Fields counters;  ///< of its own, as `ip -d -s` shows them: a CAN controller's

    bool operator==(const LinkKind&) const = default;
};

/// A network interface and its addresses (RTM_NEWLINK of linux/if_link.h).
struct Interface {
    std::uint32_t index = 0;
    std::string name;                           ///< any bytes but NUL, `/`, `:` and white space
    std::optional<std::uint32_t> link_index;    ///< the interface below or the other end (IFLA_LINK)
    std::string link;                           ///< its name, if it is in this namespace
    std::optional<std::int32_t> link_netns_id;  ///< the namespace of `link_index`, if it is another
    std::uint32_t flags = 0;                    ///< IFF_*
    std::optional<std::uint32_t> mtu;
    std::string qdisc;
    std::optional<std::uint32_t> master_index;
    std::string master;                     ///< the name of the bridge, bond or VRF that this is a port of
    std::optional<std::uint8_t> operstate;  ///< IF_OPER_*
    std::optional<std::uint8_t> linkmode;   ///< IF_LINK_MODE_*
    std::uint32_t group = 0;
    std::optional<std::uint32_t> txqlen;
    std::uint16_t link_type = 0;  ///< ARPHRD_* of linux/if_arp.h
    std::optional<LinkAddress> address;
    std::optional<LinkAddress> broadcast;  ///< of a point-to-point link: the other end's address
    std::vector<std::string> altnames;
    LinkKind kind;                            ///< its `data` only if details were asked for
    Fields details;                           ///< what `ip -d link` adds at the top level, if asked for
    Fields statistics;                        ///< {rx{...}, tx{...}}, if asked for
    std::vector<InterfaceAddress> addresses;  ///< in the kernel's order
    Origin origin = Origin::os;

    bool is_up() const;        ///< IFF_UP
    bool is_loopback() const;  ///< IFF_LOOPBACK

    /// The first six-byte address, if it has one.
    std::optional<MacAddress> mac() const { return address ? address->mac() : std::nullopt; }

    bool operator==(const Interface&) const = default;
};

/// The words that iproute2 has for the flags, in its order; NO-CARRIER for an interface that is up and not running.
/// What has no word comes last, in hexadecimal.
std::vector<std::string> interface_flag_names(std::uint32_t flags);
/// The reverse of each name; a hexadecimal number is itself. None if the word is neither.
std::optional<std::uint32_t> parse_interface_flag(std::string_view word);
std::optional<std::uint16_t> parse_link_type(std::string_view word);  ///< "ether"; "[772]" and "772" are numbers

std::string operstate_name(std::uint8_t operstate);   ///< "UP", "DOWN", "LOWERLAYERDOWN", ...
std::string link_type_name(std::uint16_t link_type);  ///< "ether", "loopback", ...; "[772]" if it has none

}  // namespace snet
#pragma GCC visibility pop
