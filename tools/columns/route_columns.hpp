#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "snet/names.hpp"
#include "snet/route.hpp"
#include "snet/stack.hpp"
#include "tools/cli/output.hpp"

namespace snet::cli {

/// What a listing tells of next-hop objects, by their id.
using NexthopFields = std::unordered_map<std::uint32_t, Fields>;

/// What the rows of one listing of routes share. Numbers repeat from row to row, so each is named once.
class RouteListing {
  public:
    explicit RouteListing(const Names& names) : names_(names) {}

    bool details = false;                      ///< what goes without saying, too: `ip -d`
    bool several_tables = false;               ///< a row tells its table, if it is not main
    bool every_table = false;                  ///< every row tells it
    const SourceAddresses* sources = nullptr;  ///< null: OUTPUT-IP is not printed
    NexthopFields nexthops;                    ///< those that nh_info tells of

    const Names& names() const { return names_; }
    std::string_view table(std::uint32_t table);
    std::string_view protocol(std::uint8_t protocol);
    std::string_view scope(std::uint8_t scope);

  private:
    const Names& names_;
    std::uint32_t table_ = 0;  // that `table_name_` is of
    std::string table_name_;
    std::array<std::string, 256> protocols_;
    std::array<std::string, 256> scopes_;
};

/// Whether the next hop's gateway is of the other family: `via inet6 fe80::1`.
inline bool is_via(const NextHop& hop, const Route& route) {
    return hop.gateway && hop.gateway->family() != route.family();
}

struct RouteRow {
    const Route& route;
    RouteListing& listing;

    /// That of the rarest column which may have a value here.
    Rarity rarity() const {
        if (has_rare()) return Rarity::rare;
        return listing.details || listing.every_table || has_unusual() ? Rarity::unusual : Rarity::common;
    }

  private:
    bool has_rare() const {
        if (route.next_hops.size() != 1) return true;
        const NextHop& hop = route.next_hops.front();
        return is_via(hop, route) || hop.encapsulation || route.realms || route.from || route.nexthop_id ||
               route.tos != 0 || route.prefsrc || route.expires || route.error || !route.metrics.empty() ||
               route.locked_metrics != 0;
    }

    bool has_unusual() const {
        return route.type != RouteType::unicast || route.protocol != protocol_boot || route.scope != scope_universe ||
               route.table != table_main || route.metric;
    }
};

/// Keys, their order and their values are those of `ip -j route`.
inline constexpr std::size_t route_column_count = 25;
extern const Column<RouteRow> route_columns[route_column_count];
extern const std::array<ColumnName, route_column_count> route_column_names;

}  // namespace snet::cli
