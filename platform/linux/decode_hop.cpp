#include "platform/linux/decode_hop.hpp"

#include "platform/linux/family.hpp"

namespace snet::platform {

std::optional<IpAddress> decode_via(Bytes payload) {
    if (payload.size() < 2) return std::nullopt;
    const auto family = family_of(*u16(payload.first(2)));
    return family ? ip_address(*family, payload.subspan(2)) : std::nullopt;
}

}  // namespace snet::platform
