#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/tables.hpp"
#include "snet/interface.hpp"
#include "snet/mac_address.hpp"
#include "snet/prefix.hpp"

namespace snet {

/// An interface of the operating system that neighbors can be asked on: Ethernet, up, and with ARP.
struct WireLink {
    std::uint32_t index = 0;
    std::string name;
    MacAddress mac;
    std::vector<InterfaceAddress> addresses;

    /// `unsupported` if it is no such interface, or one that the system does not have.
    static Result<WireLink> read(platform::Tables& os, std::string_view name);

    /// The address to ask for `target` from: of the same subnet, else any of the link; link-local for what is
    /// link-local. Unspecified if there is none.
    IpAddress source_for(const IpAddress& target) const;

    /// Its usable link-local address.
    std::optional<IpAddress> link_local() const;
};

/// The subnet of an address.
Prefix subnet_of(const InterfaceAddress& address);

/// Whether packets may be sent from it: not while it is looked for another host that has it.
bool is_usable(const InterfaceAddress& address);

}  // namespace snet
