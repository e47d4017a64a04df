#pragma once

#include <array>
#include <optional>

#include "snet/neighbor.hpp"
#include "snet/vendors.hpp"
#include "tools/cli/output.hpp"

namespace snet::cli {

/// What the rows of one listing of neighbors share.
struct NeighborListing {
    const Names& names;
    bool statistics = false;           ///< counters and times: `ip -s`
    const Vendors* vendors = nullptr;  ///< null: unknown
};

struct NeighborRow {
    const Neighbor& neighbor;
    const NeighborListing& listing;
};

/// Keys, their order and their values are those of `ip -j neigh`; `age`, `vendor` and `origin` are ours.
inline constexpr std::size_t neighbor_column_count = 18;
extern const Column<NeighborRow> neighbor_columns[neighbor_column_count];
extern const std::array<ColumnName, neighbor_column_count> neighbor_column_names;

/// Seconds since the entry was known to be right. None where that tells nothing: of an entry that was never asked for
/// by ARP or neighbor discovery, or was not answered.
std::optional<std::uint32_t> age_of(const Neighbor& neighbor);

}  // namespace snet::cli
