#pragma once

#include <sys/socket.h>

#include <optional>

#include "platform/linux/attributes.hpp"
#include "snet/family.hpp"

namespace snet::platform {

/// The family that the kernel calls AF_INET or AF_INET6; none for any other.
inline std::optional<Family> family_of(unsigned kernel_family) {
    if (kernel_family == AF_INET) return Family::ipv4;
    if (kernel_family == AF_INET6) return Family::ipv6;
    return std::nullopt;
}

inline std::uint8_t kernel_family(Family family) {
    return family == Family::ipv4 ? AF_INET : AF_INET6;
}

/// An address of this family; none if the payload has not its size.
inline std::optional<IpAddress> ip_address(Family family, Bytes payload) {
    if (payload.size() != address_size(family)) return std::nullopt;
    return IpAddress::from_bytes(family, payload.data());
}

}  // namespace snet::platform
