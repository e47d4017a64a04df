#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "snet/interface.hpp"
#include "snet/names.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// What a stack says of an interface: `lab0 mtu 1400 up`. What it does not say is the operating system's.
struct InterfaceRecord {
    std::string name;
    std::optional<std::uint32_t> index;
    std::optional<LinkAddress> address;
    std::optional<LinkAddress> broadcast;
    std::optional<std::uint32_t> mtu;
    std::optional<bool> up;
    std::optional<bool> carrier;
    std::optional<std::uint32_t> flags;  ///< IFF_* but those that `up` and `carrier` tell
    std::optional<std::uint16_t> link_type;
    std::optional<std::string> kind;  ///< "vrf"
    std::optional<std::uint32_t> vrf_table;
    std::optional<std::string> master;  ///< empty: of no bridge, bond or VRF (`nomaster`)
    std::vector<std::string> altnames;
    std::optional<std::uint32_t> group;
    std::optional<std::string> link;  ///< the interface below

    /// Reads `NAME [index N] [address A] [broadcast A] [mtu N] [up|down] [carrier on|off] [flags F,F] [type T] [kind K]
    /// [vrf-table T] [master D|nomaster] [altname D]... [group G] [link D]` in any order; of flags there may be `none`.
    static Result<InterfaceRecord> parse(std::string_view text, const Names& names);
    std::string to_string(const Names& names) const;

    /// All that a record can say of the interface.
    static InterfaceRecord of(const Interface& interface);

    bool operator==(const InterfaceRecord&) const = default;
};

/// An address that a stack gives to an interface, by the interface's name: `lab0 10.9.0.1/24`.
struct AddressRecord {
    std::string device;
    InterfaceAddress address;  ///< its index is 0

    /// Reads `DEVICE ADDRESS[/LENGTH] [peer A[/LENGTH]] [broadcast A] [anycast A] [scope S] [metric N] [label L] [proto
    /// P] [FLAG]... [valid_lft T] [preferred_lft T]`. Without a scope, or of IPv4 without a label, the address has the
    /// one that the kernel would give it.
    static Result<AddressRecord> parse(std::string_view text, const Names& names);
    std::string to_string(const Names& names) const;

    bool operator==(const AddressRecord&) const = default;
};

}  // namespace snet
#pragma GCC visibility pop
