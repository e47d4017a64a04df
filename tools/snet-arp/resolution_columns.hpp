#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "snet/neighbor_resolver.hpp"
#include "snet/vendors.hpp"
#include "tools/cli/output.hpp"

namespace snet::arp {

/// The answer to a subject. Without a resolution it is a negative one, of which `status` tells.
struct ResolutionRow {
    std::string_view subject;
    const Hop* hop = nullptr;                ///< null: there is none
    const Resolution* resolution = nullptr;  ///< null: there was none
    const Vendors* vendors = nullptr;        ///< null: unknown
    bool is_routed = true;                   ///< false: there is no way
};

inline constexpr std::size_t resolution_column_count = 11;
extern const cli::Column<ResolutionRow> resolution_columns[resolution_column_count];
extern const std::array<cli::ColumnName, resolution_column_count> resolution_column_names;

/// `DST lladdr MAC dev D [via NH] [STATE]`
std::string resolution_line(const ResolutionRow& row);

/// Why there is no MAC, for people: "10.0.0.9: no answer on eth0".
std::string negative_text(std::string_view subject, const Hop& hop, const Resolution& resolution);

}  // namespace snet::arp
