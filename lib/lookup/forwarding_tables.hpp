#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/lookup/packet.hpp"
#include "lib/lookup/route_table.hpp"
#include "lib/lookup/rules.hpp"
#include "lib/lookup/settings.hpp"
#include "snet/lookup.hpp"

namespace snet {

/// The tables of a look-up, indexed.
struct ForwardingTables {
    explicit ForwardingTables(LookupTables&& tables);

    const Device* device(std::string_view name) const;  ///< null if there is none
    const RouteTable* table(Family family, std::uint32_t number) const;
    NeighborState neighbor(const std::string& device, const IpAddress& address) const;
    std::uint32_t index(const std::string& device) const;  ///< 0 if there is none

    /// Puts the packet into the VRF of the device that it is bound to, or came in by (l3mdev_update_flow of Linux). Who
    /// is bound to the VRF itself is then bound to no device.
    void enter_vrf(Packet& packet) const;

    /// The device that what is for an address of a device comes in by: its VRF, else loopback.
    const std::string& receiver(const std::string& name) const;

    const std::vector<Rule>& rules(Family family) const { return family == Family::ipv4 ? rules_ipv4 : rules_ipv6; }

    std::vector<Interface> interfaces;
    std::string loopback;  ///< the name of the device that local packets take
    std::vector<Rule> rules_ipv4, rules_ipv6;
    std::map<std::pair<Family, std::uint32_t>, RouteTable> tables;
    std::map<std::pair<std::string, IpAddress>, NeighborState> neighbors;
    LookupSettings settings;
    bool fib4_merged = true;
    bool has_own_local_routes = false;  ///< IPv4: somebody added some to those that addresses brought
    bool uses_realms = false;           ///< IPv4
    bool has_port_rules = false;        ///< IPv4: only then does an incoming packet's transport header count
};

/// Whether somebody added the route to those that addresses brought.
bool is_added_local_route(const Route& route);
bool has_realms(const Route& route);

Answer answer_ipv4(const ForwardingTables& tables, const Flow& flow, Trace* trace);
Answer answer_ipv6(const ForwardingTables& tables, const Flow& flow, Trace* trace);

/// Rules and tables of IPv4 (fib_lookup of Linux). Of several hops the first that is alive, yet.
Match look_up_ipv4(const ForwardingTables& tables, const Packet& packet, Trace* trace, bool ignore_linkdown = false);

/// One table of IPv4 (fib_table_lookup); none where the next rule has its turn.
std::optional<Match> look_up_table_ipv4(const ForwardingTables& tables, std::uint32_t number, const Packet& packet,
                                        Trace* trace, bool ignore_linkdown = false);

/// Whether IPv4 packets can take the hop (fib_lookup_good_nhc).
bool is_usable_ipv4(const ForwardingTables& tables, const NextHop& hop, std::string_view oif,
                    bool ignore_linkdown = false);

/// One table of IPv6 (fib6_table_lookup). `oif` is where the packet should leave; only with `strict` it must.
std::optional<Match> look_up_table_ipv6(const ForwardingTables& tables, std::uint32_t number, const Packet& packet,
                                        std::string_view oif, bool strict, Trace* trace);

/// Whether the rule drops the answer for its length or its device's group.
bool is_suppressed(const ForwardingTables& tables, const Rule& rule, const Match& match);

/// Whether a packet that came in by `device` may have its source (fib_validate_source of Linux); `out` is where it goes
/// on, none if nowhere. The packet is the one that came in.
Refusal check_source_ipv4(const ForwardingTables& tables, const Packet& packet, const Device& device,
                          std::string_view out);

}  // namespace snet
