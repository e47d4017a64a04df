#pragma once

#include <span>
#include <string>

#include "platform/linux/kinds/setting.hpp"
#include "snet/function_ref.hpp"
#include "snet/interface.hpp"
#include "snet/query.hpp"

/// The link kinds that iproute2 6.1 shows settings of, one table for each kind; one file for each family of kinds.
namespace snet::platform::kinds {

extern const std::span<const Kind> bonds;
extern const std::span<const Kind> bridges;
extern const std::span<const Kind> cans;
extern const std::span<const Kind> gre_tunnels;
extern const std::span<const Kind> ip_tunnels;
extern const std::span<const Kind> macsecs;
extern const std::span<const Kind> macvlans;
extern const std::span<const Kind> plain_kinds;
extern const std::span<const Kind> tuns;
extern const std::span<const Kind> udp_tunnels;
extern const std::span<const Kind> vlans;

/// Reads IFLA_LINKINFO; the settings only with details, the kind's own counters only with statistics too.
LinkKind decode_kind(Bytes link_info, const InterfaceQuery& query);

/// Puts the interfaces' names in the place of the indices that `decode_kind` left in the settings.
void name_devices(LinkKind& kind, FunctionRef<std::string(std::uint32_t)> name);

}  // namespace snet::platform::kinds
